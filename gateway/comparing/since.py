"""Since when figures are wanted, as a page and a command are told it."""

from datetime import UTC, datetime, time

from gateway.i18n import HELSINKI


def day(typed: str) -> datetime | None:
    """The beginning of a day in Finland, as a date field sends it; None where it is none."""
    try:
        return datetime.combine(datetime.fromisoformat(typed).date(), time.min, HELSINKI).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
