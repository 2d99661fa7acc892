"""Formatted citations: a module a style, what they share, and notes for a text (docs/cite.md)."""
