"""From an opened Contact to what the page shows of it."""

from collections.abc import Iterator, Mapping

from channels.contact import Contact
from gateway.casework.casefile import Opened
from gateway.keys import place
from gateway.services import Services
from gateway.store.casefile import CaseFile
from gateway.store.originals import AttachmentRow
from gateway.web.case.evidence import Guess, otherwise, telling_words
from gateway.web.case.file_view import SHOWN, File
from gateway.web.case.pages import ContactView, Fact, FindingView, Why
from gateway.web.case.texts import parts
from gateway.web.case.told import told
from gateway.web.inbox.words import Speaker
from nlu.learnt import LEARNT
from nlu.reading import Reading, Where
from routing.decision import Decision
from routing.facts import Area

_KILO = 1024


def view(house: Services, opened: Opened, file: CaseFile, shown: Mapping[str, str], speaker: Speaker) -> ContactView:
    """One Contact. Where nobody could read it, the page says so instead of its words."""
    row, contact = opened.filed.contact, opened.contact
    findings = opened.reading.findings if opened.reading else ()
    linked = file.linked.get(row.id)
    return ContactView(
        id=str(row.id),
        version_id=str(opened.filed.version.id) if opened.filed.version else "",
        reference=row.reference,
        channel=row.channel,
        direction=row.direction,
        arrived_at=contact.arrived_at if contact else row.arrived_at,
        title=parts(contact.title, findings, Where.SUBJECT, shown) if contact else (),
        words=parts(contact.new_words, findings, Where.TEXT, shown) if contact else (),
        whole=parts(contact.text, (), Where.TEXT, shown) if contact and contact.reply_text else (),
        facts=tuple(_facts(contact, speaker)) if contact else (),
        phones=_phones(contact) if contact else (),
        files=tuple(_file(house, attachment) for attachment in opened.filed.attachments),
        files_are_scanned=bool(house.settings.clamd),
        quarantined=row.quarantined or "",
        erased_at=row.erased_at,
        told=told(opened.filed, file),
        linked_case=str(linked) if linked else "",
    )


def why(house: Services, opened: Opened, speaker: Speaker) -> Why | None:
    """Why the Contact's Case went where it is, in the reader's language; None before it was decided."""
    decision, reading, contact = opened.decision, opened.reading, opened.contact
    if decision is None or reading is None or contact is None:
        return None
    destination = house.destinations.get(decision.destination)
    return Why(
        rule=decision.rule,
        because=_because(decision, speaker),
        destination=destination.labels[speaker.language] if destination else decision.destination,
        facts=tuple(_decided_on(decision, speaker)),
        guess=Guess(reason=reading.reason, percent=_percent(reading.reason_confidence)),
        alternatives=tuple(
            Guess(reason=one.reason, percent=_percent(one.confidence)) for one in reading.alternatives[:3]
        ),
        words=telling_words(reading, contact),
        otherwise=otherwise(reading, contact),
        findings=_findings(reading, contact),
        abstained=reading.abstained,
        engine=f"{reading.engine} {reading.model}",
    )


def _because(decision: Decision, speaker: Speaker) -> tuple[str, ...]:
    # What was decided before the words were kept has its rule's id alone, to be looked up.
    return decision.because_in(speaker.language) or (speaker.say("case-rule-gone"),)


def _facts(contact: Contact, speaker: Speaker) -> Iterator[Fact]:
    who, whom, back = contact.contacter, contact.subject, contact.call_back
    stated = (
        ("name", who.name),
        ("organisation", who.organisation),
        ("relation", who.relation),
        ("phone", who.phone),
        ("email", who.email),
        ("may-not-be-contacted", "" if who.may_be_contacted else speaker.say("inbox-yes")),
        ("safe-contact-note", who.safe_contact_note),
        ("subject-name", whom.name if whom.name != who.name else ""),
        ("age-band", speaker.say(f"age-{whom.age_band}") if whom.age_band != "unknown" else ""),
        ("subject-municipality", "" if whom.non_disclosure else whom.municipality),
        ("non-disclosure", speaker.say("inbox-yes") if whom.non_disclosure else ""),
        (
            "knows",
            "" if whom.knows_of_contact is None else speaker.say("inbox-yes" if whom.knows_of_contact else "inbox-no"),
        ),
        ("call-back", f"{back.phone} {back.name}".strip() if back and back.phone != who.phone else ""),
        ("call-back-wish", back.wish if back else ""),
        ("consent", speaker.say(f"consent-{contact.consent.state}") if contact.consent.state != "not_required" else ""),
        ("interpreter", contact.interpreter_language),
        ("identity", speaker.say(f"identity-{contact.identity_level}")),
    )
    return (Fact(key=f"case-fact-{key}", value=value) for key, value in stated if value)


def _decided_on(decision: Decision, speaker: Speaker) -> Iterator[Fact]:
    facts = decision.facts
    known = (
        ("matter", speaker.say(f"matter-{facts.matter_type}")),
        ("contacter", speaker.say(f"contacter-{facts.contacter}")),
        ("age-band", speaker.say(f"age-{facts.age}")),
        ("area", speaker.say(f"case-area-{facts.municipality}") if facts.municipality is not Area.UNKNOWN else ""),
        ("consent", speaker.say(f"consent-{facts.consent}")),
        ("office-hours", speaker.say("inbox-yes" if facts.office_hours else "inbox-no")),
    )
    return (Fact(key=f"case-fact-{key}", value=value) for key, value in known if value)


def _findings(reading: Reading, contact: Contact) -> tuple[FindingView, ...]:
    fields = {Where.SUBJECT: contact.title, Where.TEXT: contact.new_words}
    # Where a pattern holds in one place, it only confuses to say that in another it would not have.
    held = {one.pattern for one in reading.findings if one.near_miss is None}
    return tuple(
        FindingView(
            pattern=one.pattern,
            words=fields[one.span.where][one.span.start : one.span.end],
            level=one.level,
            near_miss=one.near_miss or "",
            learnt=one.pattern in LEARNT,
        )
        for one in reading.findings
        if one.near_miss is None or one.pattern not in held
    )


def _phones(contact: Contact) -> tuple[str, ...]:
    numbers = (contact.call_back.phone if contact.call_back else "", contact.contacter.phone)
    return tuple(dict.fromkeys(number for number in numbers if number))


def _file(house: Services, row: AttachmentRow) -> File:
    name = house.keys.open(row.sealed_name, place("attachments", "sealed_name", row.id)).decode()
    size = f"{row.size} B" if row.size < _KILO else f"{row.size // _KILO} kB"
    return File(id=str(row.id), name=name, media_type=row.media_type, size=size, may_show=row.media_type in SHOWN)


def _percent(confidence: float) -> int:
    # Nobody is ever quite sure, and a machine that says so is not asked twice.
    return min(round(100 * confidence), 99)
