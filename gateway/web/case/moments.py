"""Dates and times as people type them."""

from datetime import UTC, datetime

from gateway.errors import RefusedError
from gateway.i18n import HELSINKI


def moment_of(typed: str) -> datetime | None:
    """A date and time as a datetime-local field sends it, in Finnish time. Raises RefusedError where it is none."""
    if not typed.strip():
        return None
    try:
        stated = datetime.fromisoformat(typed.strip())
        local = stated if stated.tzinfo else stated.replace(tzinfo=HELSINKI)
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        raise RefusedError("refused-date") from None
