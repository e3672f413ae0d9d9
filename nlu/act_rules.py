"""The acts of a chat message and the rules that tell them, as the data files hold them (`nlu/data/acts`)."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

_FILES = ("fi", "sv", "en")
_WITHIN = 6  # words from the first to the last of a match, where the rule does not say
_APART = 4  # words between a match and what excludes it
_FILLERS = "fillers"  # the words that may stand before an answer


class Act(StrEnum):
    """What a message does. Several may hold."""

    WANTS_PERSON = "wants_person"
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"  # does not know, or skips the question
    BYE = "bye"
    CALL_BACK = "call_back"
    ASSESSMENT = "assessment"
    ANSWER = "answer"  # wants the information now
    ASKS = "asks"
    ANGRY = "angry"
    JOKING = "joking"
    MINOR = "minor"
    OTHER_LANGUAGE = "other_language"
    CORRECTS = "corrects"
    SELF_IS_BOT = "self_is_bot"  # asks who speaks


class Place(StrEnum):
    """Where in a message a rule may be met."""

    ANYWHERE = "anywhere"
    BEGINNING = "beginning"  # nothing but fillers before it
    CLAUSE = "clause"  # and the clause ends behind it
    WHOLE = "whole"  # and nothing but fillers behind it
    END = "end"  # something before it, and nothing but fillers behind it


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One way to do one act: a word of each group, near each other, in one sentence."""

    act: Act
    groups: tuple[tuple[str, ...], ...]
    none_of: tuple[str, ...] = ()
    within: int = _WITHIN
    apart: int = _APART
    longest: int | None = None  # words of the message
    place: Place = Place.ANYWHERE
    in_order: bool = False  # the groups stand as the rule names them
    opens: bool = False  # it begins its clause, but for fillers
    one_clause: bool = False
    denies: bool = False  # says that the act is not done by the words met


@cache
def foreign_wishes() -> tuple[str, ...]:
    """Parts of words by which a person is asked for in languages that are not answered in."""
    data = tomllib.loads(files("nlu").joinpath("data", "acts", "other.toml").read_text("utf-8"))
    return tuple(data["wants_person"])


@cache
def load() -> tuple[tuple[Rule, ...], tuple[str, ...]]:
    """The rules of all languages and the stems of fillers, read from the data files once."""
    folder = files("nlu").joinpath("data", "acts")
    data = [tomllib.loads(folder.joinpath(f"{name}.toml").read_text("utf-8")) for name in _FILES]
    words: dict[str, list[str]] = {}
    for one in data:
        for name, stems in one["words"].items():
            words.setdefault(name, []).extend(stems)
        for name, whole in one.get("mistyped", {}).items():
            words.setdefault(name, []).extend(f"={slip}" for word in whole for slip in _slips(word))
    rules = tuple(_rule(entry, words) for one in data for entry in one["rule"])
    return rules, tuple(words[_FILLERS])


def _rule(entry: dict[str, Any], words: dict[str, list[str]]) -> Rule:
    return Rule(
        **{
            **entry,
            "act": Act(entry["act"]),
            "groups": tuple(_stems(group, words) for group in entry["groups"]),
            "none_of": _stems(entry.get("none_of", []), words),
            "place": Place(entry.get("place", Place.ANYWHERE)),
        }
    )


def _stems(group: str | list[str], words: dict[str, list[str]]) -> tuple[str, ...]:
    """The stems of *group*: of the words that it names ("talk|write"), or itself."""
    if isinstance(group, list):
        return tuple(group)
    return tuple(dict.fromkeys(stem for name in group.split("|") for stem in words[name]))


def _slips(word: str) -> set[str]:
    """*word* with one letter left out or two changed round."""
    places = range(len(word) - 1)
    left_out = {word[:place] + word[place + 1 :] for place in (*places, len(word) - 1)}
    return left_out | {word[:place] + word[place + 1] + word[place] + word[place + 2 :] for place in places}
