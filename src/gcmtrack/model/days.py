"""Days before and after a day, as far as the calendar goes: its first or last day stands for all that lies beyond."""

from datetime import MAXYEAR, MINYEAR, date, timedelta

_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def days_in(year: int, month: int) -> int:
    """Returns the number of days of a month. Asking `calendar` would take longer than reading the dates of a listing."""
    leaps = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _DAYS[month - 1] + leaps


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
    return date(year, month + 1, min(day.day, days_in(year, month + 1)))
