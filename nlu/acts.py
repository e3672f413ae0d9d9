"""What a chat message does, beside what it is about: asks for a person, answers, skips, ends, asks, jokes.

Uses no model and no network; the words of all languages are looked for in every text, as people switch. It never raises,
and what is searched is limited, so that time is as well. The words are data: `nlu/data/acts`.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from channels.codes import Language
from nlu import language, spoken
from nlu.folding import Token
from nlu.stems import Hit, Stems

_FILES = ("fi", "sv", "en")
_WITHIN = 6  # words from the first to the last of a match, where the rule does not say
_APART = 4  # words between a match and what excludes it
_BEGINNING, _END = 3_000, 1_000  # characters looked at: who tells long, wishes at the end
_MOST_MATCHES = 50  # of one rule in one text
_FEWEST_FOREIGN = 3  # words that tell of another language; of letters that are not ours, one is enough
_FILLERS = "fillers"  # the words that may stand before an answer
_JOINING = frozenset(
    {"ja", "mutta", "mut", "eli", "entas", "och", "men", "and", "but", "so", "sitten", "viela", "viel"}
)
_LATIN = "\u024f"
_DIGIT_THEN_LETTER = re.compile(r"(?<=\d)(?=[^\W\d_])")
_SENTENCE_END = re.compile(r"[.!?\n]")
_CLAUSE_END = re.compile(r"[.,;:!?\n()–—]")


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


class _Place(StrEnum):
    ANYWHERE = "anywhere"
    BEGINNING = "beginning"  # nothing but fillers before it
    CLAUSE = "clause"  # and the clause ends behind it
    WHOLE = "whole"  # and nothing but fillers behind it
    END = "end"  # something before it, and nothing but fillers behind it


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """One way to do one act: a word of each group, near each other, in one sentence."""

    act: Act
    groups: tuple[tuple[str, ...], ...]
    none_of: tuple[str, ...] = ()
    within: int = _WITHIN
    apart: int = _APART
    longest: int | None = None  # words of the message
    place: _Place = _Place.ANYWHERE
    in_order: bool = False  # the groups stand as the rule names them
    opens: bool = False  # it begins its clause, but for fillers
    one_clause: bool = False
    denies: bool = False  # says that the act is not done by the words met


@dataclass(frozen=True, slots=True)
class _Met:
    """A rule met, at words *first* to *last*."""

    rule: _Rule
    first: int
    last: int

    def touches(self, other: "_Met") -> bool:
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class _Laid:
    """A text as its words, with the sentence and the clause of each, and how many fillers it begins and ends with."""

    tokens: list[Token]
    sentence: list[int]
    clause: list[int]
    begins: int
    ends: int
    filling: set[int]

    def opens(self, word: int) -> bool:
        """Whether *word* begins its clause, or only fillers and joining words stand before it there."""
        while word and self.clause[word - 1] == self.clause[word]:
            word -= 1
            if word not in self.filling and self.tokens[word].form not in _JOINING:
                return False
        return True


class Acts:
    """All rules with their stems, ready to be looked for. Built once."""

    def __init__(self, rules: Iterable[_Rule], fillers: tuple[str, ...]) -> None:
        self._rules = tuple(rules)
        numbers: dict[str, int] = {}
        self._fillers = {numbers.setdefault(stem, len(numbers)) for stem in fillers}
        self._groups: dict[int, list[tuple[int, int]]] = {}  # stem → (rule, group)
        self._excludes: dict[int, list[int]] = {}  # stem → rules
        for number, rule in enumerate(self._rules):
            for group, stems in enumerate(rule.groups):
                for stem in stems:
                    self._groups.setdefault(numbers.setdefault(stem, len(numbers)), []).append((number, group))
            for stem in rule.none_of:
                self._excludes.setdefault(numbers.setdefault(stem, len(numbers)), []).append(number)
        self._stems = Stems(numbers, spoken.load())

    def find(self, text: str) -> frozenset[Act]:
        """The acts whose rules are met in *text* and not denied there."""
        tokens = spoken.tokenise(text)
        hits = sorted(self._stems.hits(tokens), key=lambda hit: (hit.last, hit.first))
        laid = self._lay_out(text, tokens, hits)
        met = list(self._met(hits, laid))
        denials = [one for one in met if one.rule.denies]
        return frozenset(
            one.rule.act
            for one in met
            if not one.rule.denies and not any(no.rule.act is one.rule.act and no.touches(one) for no in denials)
        )

    def _lay_out(self, text: str, tokens: list[Token], hits: list[Hit]) -> _Laid:
        filling = {word for hit in hits if hit.stem in self._fillers for word in range(hit.first, hit.last + 1)}
        count = len(tokens)
        return _Laid(
            tokens=tokens,
            sentence=_parts(text, tokens, _SENTENCE_END),
            clause=_parts(text, tokens, _CLAUSE_END),
            filling=filling,
            begins=next((word for word in range(count) if word not in filling), count),
            ends=next((count - 1 - word for word in range(count - 1, -1, -1) if word not in filling), count),
        )

    def _met(self, hits: list[Hit], laid: _Laid) -> Iterator[_Met]:
        """Each time that the last missing group of a rule comes and nothing excludes it."""
        latest: dict[int, dict[int, Hit]] = {}
        excluding: dict[int, list[Hit]] = {}
        for hit in hits:
            for number in self._excludes.get(hit.stem, ()):
                excluding.setdefault(number, []).append(hit)
        counted = dict.fromkeys(range(len(self._rules)), 0)
        for hit in hits:
            touched = self._groups.get(hit.stem, ())
            for number, group in touched:
                latest.setdefault(number, {})[group] = hit
            for number in dict.fromkeys(number for number, _ in touched):
                rule, whole = self._rules[number], latest[number]
                if len(whole) < len(rule.groups) or counted[number] >= _MOST_MATCHES:
                    continue
                if one := _match(rule, [whole[group] for group in range(len(rule.groups))], laid):
                    counted[number] += 1
                    if not any(_excludes(no, one, laid) for no in excluding.get(number, ())):
                        yield one


def acts_in(text: str) -> frozenset[Act]:
    """What *text* does."""
    if len(text) > _BEGINNING + _END:
        text = f"{text[:_BEGINNING]}\n{text[-_END:]}"
    found = load().find(_DIGIT_THEN_LETTER.sub(" ", text))
    if "?" in text and not found & _ASKED:
        found |= {Act.ASKS}
    return found | {Act.OTHER_LANGUAGE} if not found & _OURS and _is_foreign(text) else found


_ASKED = frozenset({
    Act.WANTS_PERSON, Act.SELF_IS_BOT, Act.JOKING, Act.CALL_BACK, Act.ASSESSMENT, Act.UNKNOWN, Act.BYE, Act.ANSWER, Act.CORRECTS,
})  # fmt: skip  # what a question mark may stand behind that is no question about a service
_OURS = frozenset({Act.WANTS_PERSON, Act.YES, Act.NO, Act.UNKNOWN, Act.BYE, Act.CORRECTS})


def _is_foreign(text: str) -> bool:
    """Whether *text* is mainly in a language that is not answered in."""
    letters = [letter for letter in text if letter.isalpha()]
    if sum(letter > _LATIN for letter in letters) * 2 > len(letters):
        return True
    return len(text.split()) >= _FEWEST_FOREIGN and _detector().detect(text) is Language.OTHER


@cache
def _detector() -> language.Detector:
    return language.Detector()


@cache
def load() -> Acts:
    """The rules of all languages, read from the data files once."""
    folder = files("nlu").joinpath("data", "acts")
    data = [tomllib.loads(folder.joinpath(f"{name}.toml").read_text("utf-8")) for name in _FILES]
    words: dict[str, list[str]] = {}
    for one in data:
        for name, stems in one["words"].items():
            words.setdefault(name, []).extend(stems)
        for name, whole in one.get("mistyped", {}).items():
            words.setdefault(name, []).extend(f"={slip}" for word in whole for slip in _slips(word))
    rules = (_rule(entry, words) for one in data for entry in one["rule"])
    return Acts(rules, tuple(words[_FILLERS]))


def _rule(entry: dict[str, Any], words: dict[str, list[str]]) -> _Rule:
    return _Rule(
        **{
            **entry,
            "act": Act(entry["act"]),
            "groups": tuple(_stems(group, words) for group in entry["groups"]),
            "none_of": _stems(entry.get("none_of", []), words),
            "place": _Place(entry.get("place", _Place.ANYWHERE)),
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


def _match(rule: _Rule, hits: list[Hit], laid: _Laid) -> _Met | None:
    """The match of *rule* at *hits*; None where they stand otherwise than it says."""
    first, last = min(hit.first for hit in hits), max(hit.last for hit in hits)
    part = laid.clause if rule.one_clause else laid.sentence
    count = len(laid.tokens)
    holds = (
        last - first <= rule.within,
        part[first] == part[last],
        rule.longest is None or count <= rule.longest,
        rule.place in {_Place.ANYWHERE, _Place.END} or first <= laid.begins,
        rule.place is not _Place.END or (first > laid.begins and last >= count - 1 - laid.ends),
        not rule.opens or laid.opens(first),
        rule.place is not _Place.CLAUSE or last == count - 1 or laid.clause[last] != laid.clause[last + 1],
        rule.place is not _Place.WHOLE or last >= count - 1 - laid.ends,
        not rule.in_order or all(one.last < then.first for one, then in zip(hits, hits[1:], strict=False)),
    )
    return _Met(rule, first, last) if all(holds) else None


def _excludes(hit: Hit, met: _Met, laid: _Laid) -> bool:
    near = hit.last >= met.first - met.rule.apart and hit.first <= met.last + met.rule.apart
    return near and laid.sentence[hit.first] in {laid.sentence[met.first], laid.sentence[met.last]}


def _parts(text: str, tokens: list[Token], end: re.Pattern[str]) -> list[int]:
    """For each word, the number of the part of *text* that it stands in."""
    ends = [match.start() for match in end.finditer(text)]
    numbers, at = [], 0
    for token in tokens:
        while at < len(ends) and ends[at] < token.start:
            at += 1
        numbers.append(at)
    return numbers
