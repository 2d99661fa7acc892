"""Days before and after a day, as far as the calendar goes: its first or last day stands for all that lies beyond."""

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta


def moved(day: date, days: int) -> date:
    """Returns the day so many days later, or earlier for a negative number."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def later(day: date, months: int) -> date:
    """Returns the same day of a later month, or the last day of one that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
