"""The record as a site: static pages in one language or several, that need no server and ask nothing of anywhere.

Facts come from `views`, other programs' formats from `formats`; what a page looks like stands in `templates`.
"""
