"""Times and dates as the inbox says them: short, in the reader's language, with what is late said in words."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from channels.codes import Language
from gateway.i18n import HELSINKI, Texts

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


class DueState(StrEnum):
    """How a date fares; each has a sign and a word of its own, so that nothing depends on colour."""

    OK = "ok"
    NEARING = "nearing"  # these three of the clock by law
    PRESSING = "pressing"
    LAST_DAY = "last_day"
    TODAY = "today"
    OVERDUE = "overdue"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A date that we owe somebody."""

    state: DueState
    at: datetime
    words: str  # "tänään klo 16.00", "2 pv myöhässä"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Says times in one language, as seen at one moment."""

    texts: Texts
    language: Language
    now: datetime

    def say(self, key: str, **values: str | int) -> str:
        """A text of ours."""
        return self.texts.say(self.language, key, **values)

    def lasting(self, span: timedelta) -> str:
        """How long: "12 min", "3 h", "2 pv"."""
        if span < _HOUR:
            return self.say("inbox-minutes", count=max(0, int(span.total_seconds() // 60)))
        if span < _DAY:
            return self.say("inbox-hours", count=int(span.total_seconds() // 3600))
        return self.say("inbox-days", count=span.days)

    def day(self, moment: datetime) -> str:
        """The day: today, tomorrow, or week day and date."""
        local, today = moment.astimezone(HELSINKI), self.now.astimezone(HELSINKI).date()
        if local.date() == today:
            return self.say("inbox-today")
        if local.date() == today + _DAY:
            return self.say("inbox-tomorrow")
        weekday = self.say(f"inbox-weekday-{local.isoweekday()}")
        return self.say("inbox-date", weekday=weekday, day=local.day, month=local.month)

    def clock(self, moment: datetime) -> str:
        """The time of day: "klo 14.30"."""
        local = moment.astimezone(HELSINKI)
        return self.say("inbox-clock", hour=f"{local.hour}", minute=f"{local:%M}")

    def due(self, moment: datetime | None, *, broken: bool = False, whole_day: bool = False) -> Due | None:
        """A date with its state; the statutory clock counts whole days."""
        if moment is None:
            return None
        if moment <= self.now:
            state = DueState.BROKEN if broken else DueState.OVERDUE
            return Due(state=state, at=moment, words=self.say("inbox-late", span=self.lasting(self.now - moment)))
        same_day = moment.astimezone(HELSINKI).date() == self.now.astimezone(HELSINKI).date()
        words = self.day(moment) if whole_day else f"{self.day(moment)} {self.clock(moment)}"
        return Due(state=DueState.TODAY if same_day else DueState.OK, at=moment, words=words)
