"""`luotsi triage`: what would be understood and decided of a message, without touching any database."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from channels.codes import PROTECTED_CHANNELS, ChannelCode, ContacterType
from channels.contact import Contact
from channels.normalise import Masked, mask_identity_codes
from gateway.i18n import HELSINKI, language_of
from gateway.steps import facts
from gateway.wording import House, Said, values
from nlu.reader import Reader
from nlu.reading import Message, Reading, Span, Where
from routing.acknowledgement import TextBook, acknowledge
from routing.book import RuleBook
from routing.clocks import answer_by, deadlines
from routing.decide import decide
from routing.decision import Decision
from routing.hours import WorkingCalendar

# Who writes on these is still there when the answer is shown.
_LIVE: Final = frozenset({ChannelCode.WEB_FORM, ChannelCode.CHAT, ChannelCode.PHONE, ChannelCode.PHONE_CALLBACK})


class _Line(BaseModel):
    model_config = ConfigDict(extra="ignore")

    id: str | int
    channel: ChannelCode = ChannelCode.EMAIL
    subject: str | None = None
    text: str | None = None
    received_at: AwareDatetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Triage:
    """All that triage needs, loaded once."""

    engine: Reader
    rules: RuleBook
    texts: TextBook
    calendar: WorkingCalendar
    house: House

    def line(self, line: str | bytes, now: datetime) -> str:
        """One JSON line for one JSON line. What is wrong with it is said as `{"id", "error"}`."""
        try:
            asked = _Line.model_validate_json(line)
        except ValidationError as problem:
            return json.dumps({"id": _id_in(line), "error": _first(problem)}, ensure_ascii=False)
        try:
            answer = self._answer(asked, asked.received_at or now)
        except OverflowError:
            answer = {"id": asked.id, "error": "received_at: no deadline can be counted from there"}
        return json.dumps(answer, ensure_ascii=False)

    def _answer(self, asked: _Line, arrived_at: datetime) -> dict[str, Any]:
        # As in the pipeline, what is read holds no identity code, and "tomorrow" is the day after it came.
        subject = mask_identity_codes(asked.subject or "")
        text = mask_identity_codes(asked.text or "", subject.hidden)
        contact = Contact(channel=asked.channel, line="", arrived_at=arrived_at, title=subject.text, text=text.text)
        reading = self.engine.read(
            Message(subject=subject.text, text=text.text, arrived=arrived_at.astimezone(HELSINKI).date())
        )
        known = facts.build(contact, reading, self.house.county, self.house.hours, arrived_at)
        decision = decide(known, self.rules)
        return _understood(asked.id, reading) | {
            "evidence": [_shown(span, subject if span.where is Where.SUBJECT else text) for span in reading.evidence],
            "hetu_found": list(dict.fromkeys(found.code for found in (*subject.codes, *text.codes))),
            "destination": decision.destination,
            "deadlines": [
                {"code": deadline.code, "due": _local(deadline.due)}
                for deadline in deadlines(decision, arrived_at, self.house.hours, self.calendar)
            ],
            "acknowledgement": self._told(asked, decision, reading, arrived_at),
            "rule": decision.rule,
        }

    def _told(self, asked: _Line, decision: Decision, reading: Reading, arrived_at: datetime) -> dict[str, str] | None:
        protected, language = asked.channel in PROTECTED_CHANNELS, language_of(reading.language)
        county, home = self.house.county, reading.municipality
        said = Said(
            reference=str(asked.id),
            arrived_at=arrived_at,
            due_at=answer_by(decision, arrived_at, self.house.hours, self.calendar),
            destination=decision.destination,
            protected=protected,
            partners=county.partners_of(decision.destination, home) if home else (),
        )
        words = acknowledge(
            decision,
            protected=protected,
            live=asked.channel in _LIVE,
            language=language,
            values=values(self.house, said, language),
            texts=self.texts,
        )
        if words is None:
            return None
        return {"template": words.template, "language": words.language, "text": words.text}


def _understood(own_id: str | int, reading: Reading) -> dict[str, Any]:
    return {
        "id": own_id,
        "language": reading.language,
        "contacter": reading.contacter or ContacterType.UNKNOWN,
        "about": reading.about,
        "matter_type": reading.matter_type,
        "reason": reading.reason,
        "reason_confidence": round(reading.reason_confidence, 4),
        "alternatives": [
            {"reason": other.reason, "confidence": round(other.confidence, 4)} for other in reading.alternatives
        ],
        "reasons": list(reading.reasons),
        "flags": sorted(reading.flags),
        "urgency": reading.urgency,
        "municipality": reading.municipality,
        "abstained": reading.abstained,
        "engine": reading.engine,
        "model": reading.model,
    }


def _shown(span: Span, field: Masked) -> dict[str, Any]:
    """A span with its place in the text as it was given; a code in it is a token."""
    start, end = field.before(span.start, span.end)
    return {"where": span.where, "start": start, "end": end, "text": span.text, "why": span.why}


def _local(moment: datetime) -> str:
    return moment.astimezone(HELSINKI).isoformat()


def _id_in(line: str | bytes) -> str | None:
    try:
        content = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(content, dict) or "id" not in content:
        return None
    # Half of a pair of surrogates can be written in JSON, and cannot be written out again.
    return str(content["id"]).encode("utf-8", "replace").decode()


def _first(problem: ValidationError) -> str:
    error = problem.errors(include_input=False, include_url=False)[0]
    place = ".".join(str(part) for part in error["loc"])
    return f"{place}: {error['msg']}" if place else str(error["msg"])
