"""The emergency patterns as their data files tell them.

`fi.toml`, `sv.toml` and `en.toml` hold patterns that are one language's own, and under [words] what each named group of
words is in that language. `signs.toml` says once for all languages which of these groups together mean an emergency.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from channels.codes import Flag, Urgency
from nlu import negations
from nlu.frames import Frames

_LANGUAGES = ("fi", "sv", "en")
_WITHIN = 25  # words between the groups of one pattern, where the pattern does not say
_APART = 4  # words between a match and what excludes it
# What is urgent is often that something is not there ("inget insulin"): it cannot be denied.
_URGENT_FRAMES = ("past", "hypothetical", "training")

Words = dict[str, tuple[str, ...]]


class PatternDataError(TypeError):
    """A data file holds something else than it should."""

    def __init__(self, value: object) -> None:
        super().__init__(f"this does not belong into the pattern files: {value!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One way to say one thing: it is met when every group is, near each other."""

    id: str
    level: Urgency
    flag: Flag
    groups: tuple[tuple[str, ...], ...]
    none_of: tuple[str, ...] = ()
    within: int = _WITHIN
    apart: int = _APART
    one_sentence: bool = False  # the groups must stand in one
    frames: tuple[str, ...] | None = None  # which frames may hold; None is the usual ones
    still: tuple[str, ...] = ()  # said near by, it is not over: no frame tells that it was
    telling: tuple[int, ...] = ()  # the groups that say that something happens; a frame has to hold for these


@cache
def load() -> tuple[tuple[Pattern, ...], Frames]:
    """The patterns of all languages and the frames, read from the data files once."""
    folder = files("nlu").joinpath("data", "emergency")
    data = {name: folder.joinpath(f"{name}.toml").read_text("utf-8") for name in (*_LANGUAGES, "signs", "frames")}
    signs = tomllib.loads(data["signs"])
    patterns: list[Pattern] = []
    for language in _LANGUAGES:
        own = tomllib.loads(data[language])
        words = {name: _strings(members) for name, members in own["words"].items()}
        patterns += (_pattern(entry, language) for entry in own["pattern"])
        patterns += _in_language(signs, words, language)
    return tuple(patterns), Frames.from_toml(data["frames"])


def _in_language(signs: dict[str, Any], words: Words, language: str) -> Iterator[Pattern]:
    """The signs that can be said with *words*; a language need not have a word for each."""
    things = set(signs["things"])
    for sign in signs["sign"]:
        names = [[name for name in group.split("|") if name in words] for group in sign["groups"]]
        if all(names):
            said = {
                "groups": [[stem for name in group for stem in words[name]] for group in names],
                "none_of": [stem for name in sign.get("none_of", ()) for stem in words.get(name, ())],
                "telling": [place for place, group in enumerate(names) if not things.issuperset(group)],
            }
            yield _pattern({"level": "emergency", **sign, **said}, language)


def _pattern(entry: dict[str, Any], language: str) -> Pattern:
    level = Urgency(entry["level"])
    frames = entry.get("frames", None if level is Urgency.EMERGENCY else list(_URGENT_FRAMES))
    groups = tuple(_in_all_forms(group, language) for group in _list(entry["groups"]))
    return Pattern(
        id=str(entry["id"]),
        level=level,
        flag=Flag(entry["flag"]),
        groups=groups,
        none_of=_in_all_forms(entry.get("none_of", []), language),
        still=_in_all_forms(entry.get("still", []), language),
        within=int(entry.get("within", _WITHIN)),
        apart=int(entry.get("apart", _APART)),
        one_sentence=bool(entry.get("one_sentence", False)),
        frames=None if frames is None else _strings(frames),
        telling=tuple(entry.get("telling") or range(len(groups))),
    )


def _in_all_forms(value: object, language: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for stem in _strings(value) for form in negations.forms(stem, language)))


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise PatternDataError(value)
    return value


def _strings(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in _list(value))
