"""Emergency and urgency patterns: words that must reach a person at once, whatever any model thinks.

Uses no model, no language detection and no network; the same patterns run on every text in all languages. It never
raises, and time grows in step with the length of the text.
"""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain

from channels.codes import Flag, Urgency, more_urgent
from nlu.frames import Frames, Layout
from nlu.reading import Finding, Message, Span, Where
from nlu.stems import Hit, Stems, Token, tokenise

_LANGUAGES = ("fi", "sv", "en")
_WITHIN = 25  # words between the groups of one pattern, where the pattern does not say
_MOST_MATCHES = 20_000  # matches looked at in one field; a text with more has long been an emergency


class PatternDataError(TypeError):
    """A data file holds something else where a list belongs."""

    def __init__(self, value: object) -> None:
        super().__init__(f"a list was expected, not {value!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One way to say one thing: it is met when every group is, near each other."""

    id: str
    level: Urgency
    flag: Flag
    groups: tuple[tuple[str, ...], ...]
    none_of: tuple[str, ...] = ()
    within: int = _WITHIN
    frames: tuple[str, ...] | None = None  # which frames may hold; None is the usual ones


@dataclass(frozen=True, slots=True)
class _Match:
    """One pattern met: the words of each group."""

    pattern: int
    hits: tuple[Hit, ...]


class Patterns:
    """All patterns with their stems, ready to read. Built once."""

    def __init__(self, patterns: Iterable[Pattern], frames: Frames) -> None:
        self.patterns = tuple(patterns)
        self._frames = frames
        stems: dict[str, int] = {}
        self._groups: dict[int, list[tuple[int, int]]] = {}  # stem → (pattern, group)
        self._cancels: dict[int, list[int]] = {}  # stem → patterns
        for number, pattern in enumerate(self.patterns):
            for group, members in enumerate(pattern.groups):
                for stem in members:
                    self._groups.setdefault(stems.setdefault(stem, len(stems)), []).append((number, group))
            for stem in pattern.none_of:
                self._cancels.setdefault(stems.setdefault(stem, len(stems)), []).append(number)
        self._stems = Stems(stems)

    def find(self, text: str, where: Where) -> list[Finding]:
        """The findings of one field: for each pattern the first that holds, and before it one near miss per frame."""
        tokens = tokenise(text)
        hits = sorted(self._stems.hits(tokens), key=lambda hit: hit.last)
        if not any(hit.stem in self._groups for hit in hits):
            return []
        layout = self._frames.lay_out(text, tokens)
        cancelled = self._cancelled(hits, layout)
        found: dict[tuple[str, str | None], Finding] = {}
        for count, match in enumerate(self._matches(hits)):
            if count >= _MOST_MATCHES:
                break
            pattern = self.patterns[match.pattern]
            if (pattern.id, None) in found:
                continue
            near_miss = self._near_miss(match, layout, cancelled)
            if (pattern.id, near_miss) not in found:
                found[pattern.id, near_miss] = _finding(pattern, match, _Field(text, tokens, where), near_miss)
        return list(found.values())

    def _matches(self, hits: list[Hit]) -> Iterator[_Match]:
        """Each time that the last missing group of a pattern comes: the pattern, the nearest words of each group."""
        latest: list[list[Hit | None]] = [[None] * len(pattern.groups) for pattern in self.patterns]
        for hit in hits:
            touched = self._groups.get(hit.stem, ())
            for number, group in touched:
                latest[number][group] = hit
            for number in {number for number, _ in touched}:
                whole = [one for one in latest[number] if one is not None]
                complete = len(whole) == len(latest[number])
                if complete and hit.last - min(one.first for one in whole) <= self.patterns[number].within:
                    yield _Match(number, tuple(whole))

    def _cancelled(self, hits: list[Hit], layout: Layout) -> dict[int, set[int]]:
        """For each pattern the sentences in which a word of its `none_of` stands."""
        cancelled: dict[int, set[int]] = {}
        for hit in hits:
            for number in self._cancels.get(hit.stem, ()):
                cancelled.setdefault(number, set()).add(layout.sentence[hit.first])
        return cancelled

    def _near_miss(self, match: _Match, layout: Layout, cancelled: dict[int, set[int]]) -> str | None:
        sentences = cancelled.get(match.pattern, set())
        if sentences and all(layout.sentence[hit.first] in sentences for hit in match.hits):
            return "excluded"
        return self._frames.holding(match.hits, layout, self.patterns[match.pattern].frames)


@dataclass(frozen=True, slots=True)
class _Field:
    text: str
    tokens: list[Token]
    where: Where


def find(message: Message) -> tuple[Finding, ...]:
    """Every pattern met in *message*, most urgent first, near misses last."""
    patterns = load()
    found = [*patterns.find(message.subject, Where.SUBJECT), *patterns.find(message.text, Where.TEXT)]
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
    folder = files("nlu").joinpath("data", "emergency")
    entries = chain.from_iterable(
        tomllib.loads(folder.joinpath(f"{language}.toml").read_text("utf-8"))["pattern"] for language in _LANGUAGES
    )
    frames = Frames.from_toml(folder.joinpath("frames.toml").read_text("utf-8"))
    return Patterns((_pattern(entry) for entry in entries), frames)


def _pattern(entry: dict[str, object]) -> Pattern:
    frames = entry.get("frames")
    return Pattern(
        id=str(entry["id"]),
        level=Urgency(str(entry["level"])),
        flag=Flag(str(entry["flag"])),
        groups=tuple(_strings(group) for group in _lists(entry["groups"])),
        none_of=_strings(entry.get("none_of", [])),
        within=int(str(entry.get("within", _WITHIN))),
        frames=None if frames is None else _strings(frames),
    )


def _lists(value: object) -> list[object]:
    if not isinstance(value, list):
        raise PatternDataError(value)
    return value


def _strings(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in _lists(value))


def _finding(pattern: Pattern, match: _Match, field: _Field, near_miss: str | None) -> Finding:
    start = field.tokens[min(hit.first for hit in match.hits)].start
    end = field.tokens[max(hit.last for hit in match.hits)].end
    span = Span(
        where=field.where, start=start, end=end, text=field.text[start:end], why=f"{pattern.level}:{pattern.id}"
    )
    return Finding(pattern=pattern.id, level=pattern.level, flag=pattern.flag, span=span, near_miss=near_miss)
