"""From the answers of each form to a Contact."""

from collections.abc import Callable, Mapping
from datetime import datetime

from channels.channel import Arrival
from channels.codes import (
    About,
    AgeBand,
    ChannelCode,
    ConsentState,
    ContacterType,
    Direction,
    IdentityLevel,
    Language,
    MatterType,
)
from channels.contact import CallBack, Consent, Contact, Contacter, Subject
from channels.form.definitions import CALLBACK, CONTACT, ENTERED, YES, AnswerBy, Form, Knows, Matter

Answers = Mapping[str, str]

_MATTER_TYPES = {Matter.APPLICATION: MatterType.APPLICATION, Matter.CONCERN: MatterType.CONCERN_NOTICE}
_KNOWS = {Knows.YES: True, Knows.NO: False}
_OTHER_LANGUAGE_UNNAMED = "?"  # ticked "another language" without saying which: an advisor has to ask


def contact_from(form: Form, answers: Answers, arrival: Arrival) -> Contact:
    """The Contact that checked *answers* of *form* make."""
    return _MAKERS[form.name](answers, arrival)


def _from_public(answers: Answers, arrival: Arrival) -> Contact:
    anonymous = answers.get("anonymous") == YES
    answer_by = answers.get("answer_by")
    contacter = _contacter(
        answers,
        ContacterType.CLIENT if answers.get("about") == About.SELF else ContacterType.UNKNOWN,
        may_be_contacted=not anonymous and answer_by != AnswerBy.NONE,
    )
    return Contact(
        channel=ChannelCode.WEB_FORM,
        line=arrival.line,
        arrived_at=arrival.arrived_at,
        text=answers["text"],
        present=True,
        matter_type=_MATTER_TYPES.get(Matter(answers.get("matter", Matter.ORDINARY))),
        language=Language(answers["language"]),
        interpreter_language=_interpreter(answers),
        identity_level=IdentityLevel.ANONYMOUS if anonymous else IdentityLevel.STATED,
        contacter=contacter,
        subject=_subject(answers),
        call_back=CallBack(phone=contacter.phone, name=contacter.name) if answer_by == AnswerBy.PHONE else None,
        consent=_consent(answers, "web_form"),
    )


def _from_callback(answers: Answers, arrival: Arrival) -> Contact:
    name = answers.get("name", "")
    return Contact(
        channel=ChannelCode.PHONE_CALLBACK,
        line=arrival.line,
        arrived_at=arrival.arrived_at,
        text=answers.get("text", ""),
        present=True,
        language=Language(answers["language"]),
        interpreter_language=_interpreter(answers),
        contacter=Contacter(name=name, phone=answers["phone"]),
        call_back=CallBack(phone=answers["phone"], name=name, wish=answers.get("wish", "")),
    )


def _from_entered(answers: Answers, arrival: Arrival) -> Contact:
    call_back_phone = answers.get("callback_phone")
    call_back = CallBack(
        phone=call_back_phone or "", name=answers.get("callback_name", ""), wish=answers.get("callback_wish", "")
    )
    matter_type = answers.get("matter_type")
    language = answers.get("language")
    return Contact(
        channel=ChannelCode(answers["channel"]),
        line=arrival.line,
        # Nothing can have come later than it was written down; a slip of the clock must not lengthen a deadline.
        arrived_at=min(datetime.fromisoformat(answers["arrived_at"]), arrival.arrived_at),
        text=answers["text"],
        present=answers["channel"] != ChannelCode.LETTER,
        direction=Direction(answers["direction"]),
        matter_type=MatterType(matter_type) if matter_type else None,
        language=Language(language) if language else None,
        interpreter_language=_interpreter(answers),
        identity_level=IdentityLevel(answers["identity_level"]),
        contacter=_contacter(answers, ContacterType(answers["contacter_type"]), may_be_contacted=True),
        subject=_subject(answers),
        call_back=call_back if call_back != CallBack(phone="") else None,
        consent=_consent(answers, "stated_to_advisor"),
    )


def _contacter(answers: Answers, contacter_type: ContacterType, *, may_be_contacted: bool) -> Contacter:
    return Contacter(
        type=contacter_type,
        name=answers.get("name", ""),
        phone=answers.get("phone", ""),
        email=answers.get("email", ""),
        relation=answers.get("relation", ""),
        organisation=answers.get("organisation", ""),
        may_be_contacted=may_be_contacted,
        safe_contact_note=answers.get("safe_contact_note", ""),
    )


def _subject(answers: Answers) -> Subject:
    own = answers.get("about") == About.SELF or answers.get("contacter_type") == ContacterType.CLIENT
    return Subject(
        name=answers.get("subject_name") or (answers.get("name", "") if own else ""),
        age_band=AgeBand(answers.get("age_band", AgeBand.UNKNOWN)),
        municipality=answers.get("municipality", ""),
        non_disclosure=answers.get("non_disclosure") == YES,
        knows_of_contact=_KNOWS.get(Knows(answers.get("knows_of_contact", Knows.UNKNOWN))),
    )


def _consent(answers: Answers, method: str) -> Consent:
    stated = answers.get("consent")
    if stated:
        return Consent(state=ConsentState(stated), by=answers.get("name", ""), method=method)
    others = answers.get("about") == About.OTHER
    return Consent(state=ConsentState.NOT_ASKED) if others else Consent()


def _interpreter(answers: Answers) -> str:
    unnamed = _OTHER_LANGUAGE_UNNAMED if answers.get("other_language") == YES else ""
    return answers.get("interpreter_language", "") or unnamed


_MAKERS: dict[str, Callable[[Answers, Arrival], Contact]] = {
    CONTACT.name: _from_public,
    CALLBACK.name: _from_callback,
    ENTERED.name: _from_entered,
}
