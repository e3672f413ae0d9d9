"""The rules in words: what a social worker can read, and hold against what they know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Final

from channels.codes import AgeBand, ConsentState, ContacterType, Flag, Language, MatterType, Reason, Urgency
from gateway.i18n import Texts
from gateway.rulebook import Refusal
from gateway.web.rules.pages import Condition, GuardWords, RuleBookPage, RuleWords, Theme, Told
from gateway.wording import House, Said, values
from routing.acknowledgement import (
    PROFESSIONAL,
    Acknowledgement,
    Neutral,
    TextBook,
    Values,
    acknowledge,
    fill,
    neutral_body,
    neutral_mail,
)
from routing.book import Destination, Guard, Handover, RuleBook
from routing.decide import decide
from routing.decision import Decision
from routing.facts import Area, Confidence
from routing.reach import Box
from routing.rule import Action, Rule
from routing.transferred import transferred_mail, transferred_text
from routing.witness import BY_PROFESSION, BY_SOMEBODY_ELSE, witness

ADVICE: Final = "advice"  # in routing/destinations.toml: whose number and link stand in common texts

# The order in which people expect the codes of a field.
_ORDER: Final[Mapping[str, Sequence[str]]] = MappingProxyType(
    {
        "urgency": tuple(Urgency),
        "reason": tuple(Reason),
        "matter_type": tuple(MatterType),
        "contacter": tuple(ContacterType),
        "contacter_professional": ("true", "false"),
        "consent": tuple(ConsentState),
        "age": tuple(AgeBand),
        "municipality": tuple(Area),
        "existing_client": ("true", "false"),
        "office_hours": ("true", "false"),
        "nlu_confidence": tuple(Confidence),
        "flag": tuple(Flag),
    }
)

_BY_MAIL: Final[Mapping[Neutral, str]] = MappingProxyType(
    {
        Neutral.ANSWER: "rules-told-neutral",
        Neutral.CALL: "rules-told-neutral-call",
        Neutral.NO_ANSWER: "rules-told-neutral-unanswered",
    }
)

# Fields whose codes have labels of their own already; the others stand in rules.ftl.
_LABELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "urgency": "urgency",
        "reason": "reason",
        "matter_type": "matter",
        "contacter": "contacter",
        "consent": "consent",
        "age": "age",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Says rules in one language, with one county's numbers."""

    book: RuleBook
    texts: Texts
    acknowledgements: TextBook
    house: House
    language: Language
    now: datetime

    def say(self, key: str) -> str:
        """A text of ours."""
        return self.texts.say(self.language, key)

    def page(self, refusal: Refusal | None = None) -> RuleBookPage:
        """All rules, theme by theme, in the order in which they are asked."""
        return RuleBookPage(
            version=self.book.version,
            county=self.house.county.name[self.language],
            printed_at=self.now,
            themes=self._themes(),
            common=self._common(),
            refusal=refusal,
        )

    def conditions(self, when: Mapping[str, frozenset[str]]) -> tuple[Condition, ...]:
        """What has to be so, in words."""
        return tuple(
            Condition(
                field=self.say(f"rules-field-{field}"),
                codes=tuple(self._code(field, code) for code in sorted(codes, key=_ORDER[field].index)),
            )
            for field, codes in when.items()
        )

    def _code(self, field: str, code: str) -> str:
        label = self.say(f"{_LABELS.get(field, f'rules-{field}')}-{code}")
        # In the middle of a sentence; abbreviations stay as they are.
        return label[0].lower() + label[1:] if field in _LABELS and label[1].islower() else label

    def destination(self, code: str) -> str:
        """What a destination is called; its code where there is none of that code any more."""
        known = self.book.destinations.get(code)
        return known.labels[self.language] if known else code

    def text(self, key: str, destination: str) -> str:
        """An acknowledgement on a protected channel, with blanks; its key where there is none of that key any more."""
        if not self.acknowledgements.has(key):
            return key
        text = self.acknowledgements.texts[self.language].acknowledgements[key]
        return fill(text, self._blanks(destination, protected=True))

    def told(self, rule: Rule) -> tuple[Told, ...]:
        """What people are told whom this rule decides on: the texts themselves, as they would be sent or shown."""
        client, professional = self._to(rule, BY_SOMEBODY_ELSE), self._to(rule, BY_PROFESSION)
        told = []
        if client is not None:
            safe = Action.SAFE_CONTACT_ONLY in rule.also
            told.append(Told(key="rules-told-live" if safe else "rules-told-client", words=client.text))
        if professional is not None and professional.template == PROFESSIONAL:
            told.append(Told(key="rules-told-professional-common", words=""))
        elif professional is not None and (client is None or client.text != professional.text):
            told.append(Told(key="rules-told-professional", words=professional.text))
        return (*told, *self._once_moved(rule))

    def _common(self) -> tuple[Told, ...]:
        blank = self._blanks(ADVICE, protected=False)
        answered, called, unanswered = (
            neutral_mail(self.language, blank, self.acknowledgements, body)
            for body in (Neutral.ANSWER, Neutral.CALL, Neutral.NO_ANSWER)
        )
        moved = transferred_mail(self.language, blank, self.acknowledgements)
        handled = replace(blank, handler=self.say("rules-blank-handler"))
        to_professional = self.acknowledgements.texts[self.language].acknowledgements[PROFESSIONAL]
        return (
            Told(key="rules-common-answered", words=answered.text, subject=answered.subject or ""),
            Told(key="rules-common-call", words=called.text, subject=called.subject or ""),
            Told(key="rules-common-unanswered", words=unanswered.text, subject=unanswered.subject or ""),
            Told(key="rules-common-transferred", words=moved.text, subject=moved.subject or ""),
            Told(key="rules-common-professional", words=fill(to_professional, handled)),
        )

    def _themes(self) -> tuple[Theme, ...]:
        files = dict.fromkeys(place.file for place in self.book.places.values())
        rules = {file: list(found) for file, found in groupby(self.book.rules, self._file)}
        return tuple(
            Theme(
                anchor=Path(file).stem,
                title=self.book.themes[file][self.language] if file in self.book.themes else Path(file).stem,
                guards=tuple(self._guard(guard) for guard in self.book.guards if self._file(guard) == file),
                rules=tuple(self._rule(rule) for rule in rules.get(file, ())),
            )
            for file in files
        )

    def _file(self, rule: Rule | Guard) -> str:
        return self.book.places[rule.id].file

    def _rule(self, rule: Rule) -> RuleWords:
        destination = self.book.destinations[rule.destination]
        return RuleWords(
            id=rule.id,
            conditions=self.conditions(rule.when),
            destination=destination.labels[self.language],
            where=_where(destination),
            team=self.destination(destination.team) if _elsewhere(destination) else "",
            deadline=rule.deadline,
            told=self.told(rule),
            by_mail=self._by_mail(rule),
            actions=rule.also,
            because=rule.because[self.language],
            source=rule.source,
        )

    def _guard(self, guard: Guard) -> GuardWords:
        return GuardWords(
            id=guard.id,
            conditions=self.conditions(guard.when),
            unless=self.conditions(guard.unless) if guard.unless else (),
            answered=guard.answered,
            actions=guard.also,
            because=guard.because[self.language],
            source=guard.source,
        )

    def _by_mail(self, rule: Rule) -> str:
        if Action.SAFE_CONTACT_ONLY in rule.also:
            return "rules-told-nothing"
        some = witness(rule, self.book, BY_SOMEBODY_ELSE) or witness(rule, self.book)
        body = neutral_body(decide(some, self.book), self.acknowledgements) if some else Neutral.ANSWER
        return _BY_MAIL[body]

    def _to(self, rule: Rule, given: Box) -> Acknowledgement | None:
        """What somebody is told, by deciding on facts that reach the rule: so the page cannot say anything else."""
        some = witness(rule, self.book, given)
        return None if some is None else self._words(decide(some, self.book))

    def _once_moved(self, rule: Rule) -> tuple[Told, ...]:
        some = witness(rule, self.book, BY_SOMEBODY_ELSE)
        if Action.ACK_AFTER_TRANSFER not in rule.also or some is None:
            return ()
        decision = decide(some, self.book)
        blank = self._blanks(decision.destination, protected=True)
        words = transferred_text(decision, self.language, blank, self.acknowledgements)
        return (Told(key="rules-told-moved", words=words.text),)

    def _words(self, decision: Decision) -> Acknowledgement | None:
        return acknowledge(
            decision,
            protected=True,
            live=True,
            language=self.language,
            values=self._blanks(decision.destination, protected=True),
            texts=self.acknowledgements,
        )

    def _blanks(self, destination: str, *, protected: bool) -> Values:
        """The county's own numbers and links; a blank for whatever belongs to one contact."""
        said = Said(
            reference=self.say("rules-blank-ref"),
            arrived_at=self.now,
            due_at=self.now,
            destination=destination,
            protected=protected,
        )
        return replace(
            values(self.house, said, self.language),
            received=self.say("rules-blank-received"),
            date_by=self.say("rules-blank-date"),
            missing=self.say("rules-blank-missing"),
        )


def _where(destination: Destination) -> str:
    if destination.handover is Handover.INFO_ONLY:
        return "rules-where-info"
    return "rules-where-consent" if destination.needs_consent else ""


def _elsewhere(destination: Destination) -> bool:
    return destination.team != destination.code and destination.handover is not Handover.INFO_ONLY
