"""What one message of a chat says to the bot, as far as it was understood. Codes, never words."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from channels.codes import About, Reason


class Choice(StrEnum):
    """What a visitor may press instead of writing."""

    YES = "yes"
    NO = "no"
    SKIP = "skip"
    SELF = "self"
    OTHER = "other"
    ANSWER = "answer"
    PERSON = "person"
    CALLBACK = "callback"
    ASSESSMENT = "assessment"


class Way(StrEnum):
    """How it may go on, as the visitor chooses."""

    ANSWER = "answer"
    PERSON = "person"
    CALLBACK = "callback"
    ASSESSMENT = "assessment"


class Short(StrEnum):
    """What a short answer says."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"  # I do not know; skip it
    BYE = "bye"  # thanks, that was all


class Mood(StrEnum):
    """Who needs another tone, or another path."""

    ANGRY = "angry"
    JOKING = "joking"
    MINOR = "minor"
    OTHER_LANGUAGE = "other_language"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What somebody has told, in one message or in all so far. None and nothing: not told."""

    need: bool = False
    about: About | None = None
    reasons: tuple[Reason, ...] = ()  # the likeliest first, each sure enough to be said back
    municipality: str | None = None  # Finnish name
    over_75: bool | None = None
    knows: bool | None = None  # whether the person whom it is about knows of this
    reachable: bool = False  # by a number or an address that they gave

    def and_also(self, later: "Told") -> "Told":
        """Both; what was told first counts, but for what the matter is: of that the later words know more.

        Nor does a mother of whom was told become the writer, because some sentence has an "I" in it.
        """
        about = About.OTHER if About.OTHER in {self.about, later.about} else self.about or later.about
        return replace(later.and_then(self), about=about, reasons=later.reasons or self.reasons)

    def and_then(self, later: "Told") -> "Told":
        """Both; what was told last counts."""
        return Told(
            need=self.need or later.need,
            about=later.about or self.about,
            reasons=later.reasons or self.reasons,
            municipality=later.municipality or self.municipality,
            over_75=self.over_75 if later.over_75 is None else later.over_75,
            knows=self.knows if later.knows is None else later.knows,
            reachable=self.reachable or later.reachable,
        )


NOTHING: Final = Told()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What one message of the visitor says, as far as it was understood."""

    danger: bool = False  # of life, or urgent: 112 was shown and people were alarmed before this
    short: Short | None = None
    way: Way | None = None  # PERSON: whoever wants a person, in whichever words
    asks: bool = False  # what a service is, costs or takes
    doubts: bool = False  # whether they write with a machine
    corrects: bool = False  # what was understood before
    years: int | None = None  # a number that would be an age, if one was asked
    mood: Mood | None = None
    told: Told = NOTHING


_PRESSED: Final = {
    Choice.YES: Heard(short=Short.YES),
    Choice.NO: Heard(short=Short.NO),
    Choice.SKIP: Heard(short=Short.UNKNOWN),
    Choice.SELF: Heard(told=Told(about=About.SELF)),
    Choice.OTHER: Heard(told=Told(about=About.OTHER)),
    **{Choice(way): Heard(way=way) for way in Way},
}


def pressed(choice: Choice) -> Heard:
    """What was meant, where nobody has to guess."""
    return _PRESSED[choice]
