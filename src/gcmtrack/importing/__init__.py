"""Bringing a list in: a table, our own JSON or a calendar, as changes of a records folder."""
