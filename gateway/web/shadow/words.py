"""From figures to what the comparison shows, in the reader's language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Final

from channels.codes import Language
from gateway.comparing.compared import Compared, Field, Timing
from gateway.comparing.figures import ByChannel, ByRule, Difference, Figures, Share, Text
from gateway.i18n import HELSINKI
from gateway.services import Services
from gateway.web.shadow.pages import (
    AgreementView,
    CaseLink,
    CaseLinks,
    ChannelView,
    Comparison,
    DifferenceView,
    MovedView,
    RuleView,
    ShareView,
    SilenceView,
    TextView,
    TimingView,
)
from routing.acknowledgement import Values, fill

_MOST_LINKS: Final = 12
_MOST_ROWS: Final = 200
_SUBJECTS: Final = MappingProxyType(
    {
        "email_body": "email_subject",
        "email_body_call": "email_subject",
        "email_body_no_answer": "email_subject",
        "email_moved_body": "email_moved_subject",
        "email_transferred_body": "email_transferred_subject",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Says figures in one language. `base` is where our pages are, for a file that is read elsewhere."""

    house: Services
    language: Language
    base: str = ""

    def comparison(self, figures: Figures, compared: tuple[Compared, ...]) -> Comparison:
        """Everything that the page shows."""
        newest = [one for one in reversed(compared) if one.first][:_MOST_ROWS]
        return Comparison(
            county=self.house.county.name[self.language],
            since=figures.since,
            since_day=f"{figures.since.astimezone(HELSINKI):%Y-%m-%d}",
            at=figures.at,
            contacts=figures.contacts,
            agreement=_agreement(figures.agreement),
            channels=tuple(_channel(one) for one in figures.channels),
            rules=tuple(self._rule(one, figures.differences) for one in figures.rules),
            texts=tuple(self._text(one) for one in figures.texts),
            silences=tuple(SilenceView(silence=silence, count=count) for silence, count in figures.silences),
            timing=tuple(self._timing(figures)),
            newest=tuple(self._moved(one) for one in newest),
        )

    def _say(self, key: str) -> str:
        return self.house.texts.say(self.language, key)

    def _rule(self, one: ByRule, differences: tuple[Difference, ...]) -> RuleView:
        known = next((rule for rule in self.house.rules.rules if rule.id == one.rule), None)
        return RuleView(
            rule=one.rule,
            because=known.because[self.language] if known else self._say("case-rule-gone"),
            share=_share(one.share),
            differences=tuple(
                DifferenceView(
                    key=f"shadow-field-{difference.field}",
                    suggested=self._code(difference.field, difference.suggested),
                    chosen=self._code(difference.field, difference.chosen),
                    cases=self._links(difference.contacts),
                )
                for difference in differences
                if difference.rule == one.rule
            ),
        )

    def _code(self, field: Field, code: str) -> str:
        if field in {Field.DESTINATION, Field.TEAM}:
            return self._destination(code)
        key = f"{field}-{code}"
        return self._say(key) if self.house.texts.has(self.language, key) else code

    def _destination(self, code: str) -> str:
        known = self.house.destinations.get(code)
        return known.labels[self.language] if known else code

    def _text(self, one: Text) -> TextView:
        """The text as it is now, with blanks; without words where there is none of that name any more."""
        texts = self.house.acknowledgements.texts[one.language]
        template = texts.acknowledgements.get(one.template) or texts.neutral.get(one.template) or ""
        subject = texts.neutral[_SUBJECTS[one.template]] if one.template in _SUBJECTS else ""
        blank = Values(**{field.name: f"[{self._say(f'shadow-blank-{field.name}')}]" for field in fields(Values)})
        words = fill(template, blank)
        return TextView(
            template=one.template,
            language=one.language,
            channel=one.channel,
            count=one.count,
            title=fill(subject, blank) or _first_sentence(words),
            words=words,
        )

    def _timing(self, figures: Figures) -> Iterator[TimingView]:
        for timing in Timing:
            yield TimingView(key=f"shadow-timing-{timing}", cases=self._links(figures.timing[timing]))
        yield TimingView(key="shadow-timing-too_late", cases=self._links(figures.too_late))

    def _links(self, contacts: tuple[Compared, ...]) -> CaseLinks:
        shown = tuple(self._link(one) for one in contacts[:_MOST_LINKS])
        return CaseLinks(shown=shown, more=len(contacts) - len(shown), count=len(contacts))

    def _link(self, one: Compared) -> CaseLink:
        return CaseLink(reference=one.reference, href=f"{self.base}/inbox/case/{one.case_id}")

    def _moved(self, one: Compared) -> MovedView:
        first = next(iter(one.withheld), None)
        return MovedView(
            case=self._link(one),
            arrived_at=one.arrived_at,
            channel=one.channel,
            rule=one.rule,
            destination=self._destination(one.suggested.destination),
            due_at=one.due_at,
            told_at=first.at if first else None,
            template=first.template if first else "",
            chosen=self._destination(one.chosen.destination) if one.chosen else "",
            differs=Field.DESTINATION in one.differs,
            resolution=one.resolution,
            answered_at=one.answered_at,
        )


def _first_sentence(words: str) -> str:
    return words.partition(". ")[0].rstrip(".")


def _channel(one: ByChannel) -> ChannelView:
    return ChannelView(
        channel=one.channel,
        mode=one.mode,
        contacts=one.contacts,
        cases=one.cases,
        worked_on=one.worked_on,
        agreement=_agreement(one.agreement),
    )


def _agreement(shares: Mapping[Field, Share]) -> tuple[AgreementView, ...]:
    return tuple(AgreementView(key=f"shadow-field-{field}", share=_share(share)) for field, share in shares.items())


def _share(share: Share) -> ShareView:
    return ShareView(agreed=share.agreed, of=share.of, percent=share.percent, few=share.few)
