"""A page of its own around a fragment of HTML: for a browser, not for a page that someone keeps."""

from gcmtrack.formats.pages import html

_STYLE = """\
body { max-width: 75em; margin: 2em auto; padding: 0 1em; font-family: sans-serif; line-height: 1.4; overflow-wrap: break-word; }
table { border-collapse: collapse; margin: 1em 0; }
th, td { border: 1px solid #767676; padding: .2em .5em; text-align: left; vertical-align: top; }
.drawing { overflow-x: auto; }
del { text-decoration: line-through; }
ins { text-decoration: underline; }"""


def page(title: str, language: str, *fragments: str) -> str:
    """Returns a whole document with the fragments in its `main`, with a line end at its end."""
    shown = html.escape(title)
    body = "\n".join(fragments)
    return f"""\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{shown}</title>
<style>
{_STYLE}
</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def drawing(svg: str) -> str:
    """Returns a drawing as an element that scrolls by itself where a page is narrow."""
    return f'<div class="drawing" tabindex="0">\n{svg}\n</div>'
