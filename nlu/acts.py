"""What a chat message does, beside what it is about: asks for a person, answers, skips, ends, asks, jokes.

Uses no network; the words of all languages are looked for in every text, as people switch. It never raises, and what is
searched is limited, so that time is as well. The rules are data (see nlu/act_rules.py).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from channels.codes import Language
from nlu import act_rules, language, spoken
from nlu.act_rules import Act, Place, Rule
from nlu.acts_model import join
from nlu.folding import Token
from nlu.stems import Hit, Stems

__all__ = ["Act", "Acts", "acts_in", "load", "ruled"]

_BEGINNING, _END = 3_000, 1_000  # characters looked at: who tells long, wishes at the end
_MOST_MATCHES = 50  # of one rule in one text
_FEWEST_FOREIGN = 3  # words that tell of another language; of letters that are not ours, one is enough
_JOINING = frozenset(
    {"ja", "mutta", "mut", "eli", "entas", "och", "men", "and", "but", "so", "sitten", "viela", "viel"}
)
_SHOUTED = 2  # exclamation marks
_LATIN = "\u024f"
_DIGIT_THEN_LETTER = re.compile(r"(?<=\d)(?=[^\W\d_])")
_SENTENCE_END = re.compile(r"[.!?\n]")
_CLAUSE_END = re.compile(r"[.,;:!?\n()–—]")


_OURS = frozenset(
    {Act.WANTS_PERSON, Act.UNKNOWN, Act.CORRECTS}
)  # found in a text, they tell that it is in our languages
_OFTEN_MISTAKEN = frozenset({Act.JOKING, Act.ASKS, Act.ANGRY})  # in words of other languages
# What a question mark may stand behind without a question about a service.
_NO_QUESTION = frozenset(Act) - {Act.YES, Act.NO, Act.MINOR, Act.ASKS}


@dataclass(frozen=True, slots=True)
class _Met:
    """A rule met, at words *first* to *last*."""

    rule: Rule
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

    def __init__(self, rules: Iterable[Rule], fillers: tuple[str, ...]) -> None:
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

    def find(self, text: str) -> tuple[frozenset[Act], frozenset[Act]]:
        """The acts whose rules are met in *text* and not denied there; and those that are denied anywhere in it."""
        tokens = spoken.tokenise(text)
        hits = sorted(self._stems.hits(tokens), key=lambda hit: (hit.last, hit.first))
        laid = self._lay_out(text, tokens, hits)
        met = list(self._met(hits, laid))
        denials = [one for one in met if one.rule.denies]
        found = frozenset(
            one.rule.act
            for one in met
            if not one.rule.denies and not any(no.rule.act is one.rule.act and no.touches(one) for no in denials)
        )
        return found, frozenset(one.rule.act for one in denials)

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
        excluding: dict[int, list[Hit]] = {}
        for hit in hits:
            for number in self._excludes.get(hit.stem, ()):
                excluding.setdefault(number, []).append(hit)
        for number, one in self._matches(hits, laid):
            if not any(_excludes(no, one, laid) for no in excluding.get(number, ())):
                yield one

    def _matches(self, hits: list[Hit], laid: _Laid) -> Iterator[tuple[int, _Met]]:
        """Each time that the last missing group of a rule comes: the number of the rule, and where."""
        latest: dict[int, dict[int, Hit]] = {}
        counted: Counter[int] = Counter()
        for hit in hits:
            touched = self._groups.get(hit.stem, ())
            for number, group in touched:
                latest.setdefault(number, {})[group] = hit
            for number in dict.fromkeys(number for number, _ in touched):
                whole, groups = latest[number], len(self._rules[number].groups)
                if len(whole) < groups or counted[number] >= _MOST_MATCHES:
                    continue
                if one := _match(self._rules[number], [whole[group] for group in range(groups)], laid):
                    counted[number] += 1
                    yield number, one


def acts_in(text: str) -> frozenset[Act]:
    """What *text* does, by rules and by what is learnt (`nlu/acts_model/join.py`)."""
    if len(text) > _BEGINNING + _END:
        text = f"{text[:_BEGINNING]}\n{text[-_END:]}"
    found, denied = ruled(text)
    model = join.load()
    return found if model is None or Act.OTHER_LANGUAGE in found else join.joined(found, denied, model.shares(text))


def ruled(text: str) -> tuple[frozenset[Act], frozenset[Act]]:
    """What *text* does by the rules alone, and what they deny."""
    found, denied = load().find(_DIGIT_THEN_LETTER.sub(" ", text))
    if _shouts(text):
        found |= {Act.ANGRY}
    if _is_foreign(text, found):
        asks = any(word in text.lower() for word in act_rules.foreign_wishes())
        foreign = {Act.OTHER_LANGUAGE, Act.WANTS_PERSON} if asks else {Act.OTHER_LANGUAGE}
        return (found - _OFTEN_MISTAKEN) | foreign, denied
    return (found | {Act.ASKS} if "?" in text and not found & _NO_QUESTION else found), denied


def _shouts(text: str) -> bool:
    """Whether *text* is in capitals with several exclamation marks. Capitals alone are a key that was left down."""
    return text.count("!") >= _SHOUTED and text.isupper() and len(text.split()) >= _FEWEST_FOREIGN


def _is_foreign(text: str, found: frozenset[Act]) -> bool:
    """Whether *text* is mainly in a language that is not answered in."""
    letters = [letter for letter in text if letter.isalpha()]
    if sum(letter > _LATIN for letter in letters) * 2 > len(letters):
        return True
    few = len(text.split()) < _FEWEST_FOREIGN
    return not (found if few else found & _OURS) and _detector().detect(text) is Language.OTHER


@cache
def _detector() -> language.Detector:
    return language.Detector()


@cache
def load() -> Acts:
    """The rules of all languages, ready to be looked for. Built once."""
    return Acts(*act_rules.load())


def _match(rule: Rule, hits: list[Hit], laid: _Laid) -> _Met | None:
    """The match of *rule* at *hits*; None where they stand otherwise than it says."""
    first, last = min(hit.first for hit in hits), max(hit.last for hit in hits)
    part = laid.clause if rule.one_clause else laid.sentence
    count = len(laid.tokens)
    holds = (
        last - first <= rule.within,
        part[first] == part[last],
        rule.longest is None or count <= rule.longest,
        rule.place in {Place.ANYWHERE, Place.END} or first <= laid.begins,
        rule.place is not Place.END or (first > laid.begins and last >= count - 1 - laid.ends),
        not rule.opens or laid.opens(first),
        rule.place is not Place.CLAUSE or last == count - 1 or laid.clause[last] != laid.clause[last + 1],
        rule.place is not Place.WHOLE or last >= count - 1 - laid.ends,
        not rule.in_order or all(one.last < then.first for one, then in pairwise(hits)),
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
