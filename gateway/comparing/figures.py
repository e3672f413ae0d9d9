"""The comparison in figures: how often people and rules agree, where they do not, and whether dates would have held."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from channels.codes import ChannelCode, Language
from gateway.comparing.compared import Compared, Field, Timing

FEW: Final = 20  # fewer than this say little: a single Case then moves the share by more than five percent


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many of how many."""

    agreed: int
    of: int

    @property
    def percent(self) -> int | None:
        """In whole percent; None of nothing. Only all of them are 100, and only none is 0."""
        if not self.of:
            return None
        rounded = round(100 * self.agreed / self.of)
        return rounded if self.agreed in {0, self.of} else min(max(rounded, 1), 99)

    @property
    def few(self) -> bool:
        """Whether there are too few to conclude anything."""
        return self.of < FEW


@dataclass(frozen=True, slots=True, kw_only=True)
class ByChannel:
    """One channel: how much came, how much of it people have worked on, and how often they agreed."""

    channel: ChannelCode
    mode: str
    contacts: int
    cases: int
    worked_on: int
    agreement: dict[Field, Share]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A rule that people went against in the same way, and the contacts in which they did."""

    rule: str
    field: Field
    suggested: str
    chosen: str
    contacts: tuple[Compared, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ByRule:
    """One rule that decided: how many of its Cases people have worked on, and left as they were."""

    rule: str
    share: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text that would have been sent or shown, how often, and by which channel."""

    template: str
    language: Language
    channel: ChannelCode
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The whole comparison."""

    since: datetime
    at: datetime
    contacts: int
    channels: tuple[ByChannel, ...]
    agreement: dict[Field, Share]
    rules: tuple[ByRule, ...]  # those that people went against, most often first
    differences: tuple[Difference, ...]
    texts: tuple[Text, ...]
    silences: tuple[tuple[str, int], ...]
    timing: dict[Timing, tuple[Compared, ...]]
    too_late: tuple[Compared, ...]


def figures(compared: tuple[Compared, ...], since: datetime, at: datetime) -> Figures:
    """Count *compared*, which stands as it was at *at*."""
    differences = _differences(compared)
    return Figures(
        since=since,
        at=at,
        contacts=len(compared),
        channels=tuple(_channels(compared)),
        agreement=_agreement(compared),
        rules=_rules(compared),
        differences=differences,
        texts=_texts(compared),
        silences=tuple(Counter(one.silence for one in compared if one.silence).most_common()),
        timing={timing: tuple(one for one in compared if one.timing(at) is timing) for timing in Timing},
        too_late=tuple(one for one in compared if one.too_late),
    )


def _judged(compared: Iterable[Compared]) -> tuple[Compared, ...]:
    return tuple(one for one in compared if one.first and one.chosen is not None)


def _agreement(compared: Iterable[Compared]) -> dict[Field, Share]:
    judged = _judged(compared)
    return {field: Share(agreed=sum(field not in one.differs for one in judged), of=len(judged)) for field in Field}


def _channels(compared: tuple[Compared, ...]) -> Iterable[ByChannel]:
    found = defaultdict(list)
    for one in compared:
        found[one.channel, one.mode].append(one)
    for (channel, mode), ones in sorted(found.items()):
        yield ByChannel(
            channel=channel,
            mode=mode,
            contacts=len(ones),
            cases=sum(one.first for one in ones),
            worked_on=len(_judged(ones)),
            agreement=_agreement(ones),
        )


def _rules(compared: tuple[Compared, ...]) -> tuple[ByRule, ...]:
    found = defaultdict(list)
    for one in _judged(compared):
        found[one.rule].append(one)
    rules = (
        ByRule(rule=rule, share=Share(agreed=sum(not one.differs for one in ones), of=len(ones)))
        for rule, ones in found.items()
    )
    against = [one for one in rules if one.share.agreed < one.share.of]
    return tuple(sorted(against, key=lambda one: (one.share.agreed - one.share.of, one.rule)))


def _differences(compared: tuple[Compared, ...]) -> tuple[Difference, ...]:
    found = defaultdict(list)
    for one in _judged(compared):
        for field in one.differs:
            if one.chosen is not None and not _follows(one, field):
                found[one.rule, field, one.suggested.of(field), one.chosen.of(field)].append(one)
    differences = (
        Difference(rule=rule, field=field, suggested=suggested, chosen=chosen, contacts=tuple(ones))
        for (rule, field, suggested, chosen), ones in found.items()
    )
    return tuple(sorted(differences, key=lambda one: (one.rule, -len(one.contacts), one.field, one.chosen)))


def _follows(one: Compared, field: Field) -> bool:
    """A destination's team changes with it: one line for both is enough."""
    return field is Field.TEAM and Field.DESTINATION in one.differs


def _texts(compared: tuple[Compared, ...]) -> tuple[Text, ...]:
    counted = Counter((text.template, text.language, one.channel) for one in compared for text in one.withheld)
    return tuple(
        Text(template=template, language=language, channel=channel, count=count)
        for (template, language, channel), count in sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    )
