"""The named checks, as one table: what each catches, why, and how it is found. `run` reports everything at once."""

from gcmtrack.checks.registry import CHECKS, STALE_AFTER, Check, Report, chosen, find, report, run

__all__ = ["CHECKS", "STALE_AFTER", "Check", "Report", "chosen", "find", "report", "run"]
