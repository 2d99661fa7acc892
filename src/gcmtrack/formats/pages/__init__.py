"""Pages: a small tree, and what writes it as Markdown or HTML, alone or between the markers of a page."""
