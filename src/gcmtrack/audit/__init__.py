"""Auditing pages that people keep by hand: what on them is stale, missing or contradicted by the record."""
