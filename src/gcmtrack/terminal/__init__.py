"""Rows as text: plain lines in a pipe, Rich on a terminal. Modules that use Rich are imported only there."""
