"""Emergency and urgency patterns: words that must reach a person at once, whatever any model thinks.

Uses no model, no language detection and no network; the same patterns run on every text in all languages. It never
raises, and time grows in step with the length of the text.
"""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from channels.codes import Flag, Urgency, more_urgent
from nlu import blanks, patterns, spoken
from nlu.folding import Token, fold
from nlu.frames import Frames
from nlu.layout import Layout
from nlu.patterns import Pattern
from nlu.reading import Finding, Message, Span, Where
from nlu.stems import Hit, Stems

_MOST_MATCHES = 50  # matches of one pattern looked at in one clause, if none of them holds
_DENIED = "denied"
_GONE_BY = frozenset({"past", "dated", "over", "treated"})  # frames that tell that it was
_CRY = "E28"
_LONGEST_CRY = 200  # characters
_SENTENCE = 4  # words that the end of a sentence counts for, when the nearness of two words is judged


@dataclass(frozen=True, slots=True)
class _Match:
    """One pattern met: the words of each group."""

    pattern: int
    hits: tuple[Hit, ...]

    @property
    def first(self) -> int:
        return min(hit.first for hit in self.hits)

    @property
    def last(self) -> int:
        return max(hit.last for hit in self.hits)


@dataclass(frozen=True, slots=True)
class _Field:
    text: str
    tokens: list[Token]
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """The words of a text that decide about each pattern besides its own: by pattern."""

    cancelled: dict[int, list[Hit]]  # its `none_of`
    still: dict[int, list[Hit]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cry:
    """The words of a cry for help, and those that may stand beside them, as they are compared."""

    cries: frozenset[str]
    beside: frozenset[str]


class Patterns:
    """All patterns with their stems, ready to read. Built once."""

    def __init__(self, known: Iterable[Pattern], frames: Frames) -> None:
        self.patterns = tuple(known)
        self._frames = frames
        self._may_be_denied = [one.frames is None or _DENIED in one.frames for one in self.patterns]
        # One pass over the text finds the words of patterns and frames alike; the frames' come first.
        stems = {stem: number for number, stem in enumerate(frames.stems)}
        self._groups: dict[int, list[tuple[int, int]]] = {}  # stem → (pattern, group)
        self._cancels: dict[int, list[int]] = {}  # stem → patterns
        self._stills: dict[int, list[int]] = {}  # stem → patterns
        for number, pattern in enumerate(self.patterns):
            for group, members in enumerate(pattern.groups):
                for stem in members:
                    self._groups.setdefault(stems.setdefault(stem, len(stems)), []).append((number, group))
            for stem in pattern.none_of:
                self._cancels.setdefault(stems.setdefault(stem, len(stems)), []).append(number)
            for stem in pattern.still:
                self._stills.setdefault(stems.setdefault(stem, len(stems)), []).append(number)
        self._wanted = self._groups.keys() | self._cancels.keys() | self._stills.keys()
        self._stems = Stems(stems, spoken.load())

    def words(self, text: str) -> list[Token]:
        """The words of *text* as they are compared, also where a blank between two is missing."""
        return blanks.put_in(spoken.tokenise(text), self._stems)

    def find(self, text: str, where: Where) -> list[Finding]:
        """The findings of one field: for each pattern the first that holds, and before it one near miss per frame."""
        tokens = self.words(text)
        found_words = self._stems.hits(tokens)
        hits = sorted((hit for hit in found_words if hit.stem in self._wanted), key=lambda hit: hit.last)
        if not hits:
            return []
        layout = self._frames.lay_out(text, tokens, found_words)
        around = _Around(cancelled=_by_pattern(hits, self._cancels), still=_by_pattern(hits, self._stills))
        field = _Field(text, tokens, where)
        found: dict[tuple[str, str | None], Finding] = {}
        denied = self._frames.denied(hits, layout)
        for match in self._matches(hits, layout, denied):
            pattern = self.patterns[match.pattern]
            if (pattern.id, None) in found:
                continue
            near_miss = self._near_miss(match, layout, around)
            if (pattern.id, near_miss) not in found:
                found[pattern.id, near_miss] = _finding(pattern, match, field, near_miss)
        if denied:
            touched = {number for hit in hits if hit.first in denied for number, _ in self._groups.get(hit.stem, ())}
            near = [hit for hit in hits if any(number in touched for number, _ in self._groups.get(hit.stem, ()))]
            self._keep_denied(self._matches(near, layout, frozenset()), denied, field, found)
        return list(found.values())

    def _keep_denied(
        self,
        matches: Iterator[_Match],
        denied: frozenset[int],
        field: _Field,
        found: dict[tuple[str, str | None], Finding],
    ) -> None:
        """Add to *found* what would have been met but for words that are denied, so that a person can see it."""
        for match in matches:
            pattern = self.patterns[match.pattern]
            said_no = any(hit.first in denied for hit in match.hits)
            if said_no and (pattern.id, None) not in found and (pattern.id, _DENIED) not in found:
                found[pattern.id, _DENIED] = _finding(pattern, match, field, _DENIED)

    def _matches(self, hits: list[Hit], layout: Layout, denied: frozenset[int]) -> Iterator[_Match]:
        """Each time that the last missing group of a pattern comes: the pattern, the nearest words of each group.

        Words that are *denied* do not count for patterns that may be denied.
        """
        latest: defaultdict[int, dict[int, Hit]] = defaultdict(dict)
        looked_at: Counter[tuple[int, int]] = Counter()  # pattern, clause
        for hit in hits:
            touched = self._groups.get(hit.stem, ())
            if hit.first in denied:
                touched = [(number, group) for number, group in touched if not self._may_be_denied[number]]
            for number, group in touched:
                latest[number][group] = hit
            for number, _ in touched:
                whole, pattern = latest[number], self.patterns[number]
                if len(whole) < len(pattern.groups):
                    continue
                first = min([one.first for one in whole.values()])
                place = (number, layout.clause[hit.last])
                if _near(pattern, first, hit.last, layout) and looked_at[place] < _MOST_MATCHES:
                    looked_at[place] += 1
                    yield _Match(number, tuple(whole[group] for group in range(len(whole))))

    def _near_miss(self, match: _Match, layout: Layout, around: _Around) -> str | None:
        pattern = self.patterns[match.pattern]
        cancelled = around.cancelled.get(match.pattern, ())
        low, high = match.first - pattern.apart, match.last + pattern.apart
        same = {layout.sentence[match.first], layout.sentence[match.last]}
        if any(hit.last >= low and hit.first <= high and layout.sentence[hit.first] in same for hit in cancelled):
            return "excluded"
        telling = tuple(match.hits[group] for group in pattern.telling)
        frame = self._frames.holding(telling, layout, pattern.frames, pattern.flag)
        still = (
            layout.sentence[hit.first] - layout.sentence[match.last] for hit in around.still.get(match.pattern, ())
        )
        return None if frame in _GONE_BY and any(sentences in {0, 1} for sentences in still) else frame


def find(message: Message) -> tuple[Finding, ...]:
    """Every pattern met in *message*, most urgent first, near misses last."""
    known = load()
    told = (*known.find(message.subject, Where.SUBJECT), *known.find(message.text, Where.TEXT))
    return ordered((*told, *_cry_for_help(message)))


def _cry_for_help(message: Message) -> Iterator[Finding]:
    """A finding where *message* is nothing but a cry for help: it does not say with what."""
    if len(message.subject) + len(message.text) > _LONGEST_CRY:
        return
    cry = _cry()
    words = [
        (token, spoken.plain(token.form), field, where)
        for field, where in ((message.text, Where.TEXT), (message.subject, Where.SUBJECT))
        for token in spoken.tokenise(field)
    ]
    if not all(word in cry.cries or word in cry.beside or word.isdecimal() for _, word, _, _ in words):
        return
    for token, word, field, where in words:
        if word in cry.cries:
            span = Span(
                where=where,
                start=token.start,
                end=token.end,
                text=field[token.start : token.end],
                why=f"{Urgency.EMERGENCY}:{_CRY}",
            )
            yield Finding(pattern=_CRY, level=Urgency.EMERGENCY, flag=Flag.UNSPECIFIED, span=span, near_miss=None)
            return


@cache
def _cry() -> _Cry:
    data = tomllib.loads(files("nlu").joinpath("data", "emergency", "cry.toml").read_text("utf-8"))
    cries, beside = (frozenset(spoken.plain(fold(word)) for word in data[name]) for name in ("cries", "beside"))
    return _Cry(cries=cries, beside=beside)


def ordered(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """*found*, most urgent first, near misses last."""
    order = {Urgency.EMERGENCY: 0, Urgency.URGENT: 1}
    return tuple(sorted(found, key=lambda one: (one.near_miss is not None, order.get(one.level, 2), one.span.start)))


def urgency(findings: tuple[Finding, ...]) -> Urgency:
    """The highest level among *findings*; near misses raise nothing."""
    level = Urgency.ROUTINE
    for finding in findings:
        if finding.near_miss is None:
            level = more_urgent(level, finding.level)
    return level


@cache
def load() -> Patterns:
    """The patterns of all languages, read from the data files once."""
    known, frames = patterns.load()
    return Patterns(known, frames)


def _by_pattern(hits: list[Hit], stems: dict[int, list[int]]) -> dict[int, list[Hit]]:
    """Those of *hits* whose stem is one of *stems*, for each pattern that it belongs to."""
    found: dict[int, list[Hit]] = {}
    for hit in hits:
        for number in stems.get(hit.stem, ()):
            found.setdefault(number, []).append(hit)
    return found


def _near(pattern: Pattern, first: int, last: int, layout: Layout) -> bool:
    """Whether words from *first* to *last* stand near enough to each other to be one match of *pattern*."""
    ends = layout.sentence[last] - layout.sentence[first]
    if ends and pattern.one_sentence and layout.full_sentence[last] != layout.full_sentence[first]:
        return False
    return last - first + _SENTENCE * ends <= pattern.within


def _finding(pattern: Pattern, match: _Match, field: _Field, near_miss: str | None) -> Finding:
    start = field.tokens[match.first].start
    end = field.tokens[match.last].end
    span = Span(
        where=field.where, start=start, end=end, text=field.text[start:end], why=f"{pattern.level}:{pattern.id}"
    )
    return Finding(pattern=pattern.id, level=pattern.level, flag=pattern.flag, span=span, near_miss=near_miss)
