"""Answering: a mail that leaks nothing, or a call. Either keeps what we promised, and names the next date."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from channels.codes import ANSWER_LANGUAGES, MAIL_CHANNELS, ChannelCode, Language
from channels.email.compose import NotComposableError
from channels.normalise import email_address
from gateway.casework.acting import Act, demand, mine, tell, write, written
from gateway.casework.casefile import OpenCase, open_case
from gateway.casework.outgoing_check import Known, Objection, check, digits, names_in
from gateway.casework.promising import ANSWERED, follow_up, keep
from gateway.county import Mode
from gateway.errors import RefusedError
from gateway.services import Services
from gateway.steps import actions
from gateway.steps.outbound import Letter, promise_mail
from gateway.store import drafts, suggestions
from gateway.store.cases import CaseRow
from gateway.store.states import CaseState, Event, Purpose


class MustChangeError(RefusedError):
    """The message would leak; `objections` names each thing that has to be changed."""

    def __init__(self, objections: tuple[Objection, ...]) -> None:
        super().__init__("refused-leak")
        self.objections = objections


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """One call of ours."""

    reached: bool
    note: str
    next_due: datetime | None = None
    safe_way: bool = False  # the caller used the way that the person said is safe


def language_of(case: CaseRow) -> Language:
    """The language that the client is answered in."""
    return case.language if case.language in ANSWER_LANGUAGES else Language.FI


def objections(services: Services, opened: OpenCase, text: str) -> tuple[Objection, ...]:
    """What must be changed in *text* before it may go to the people of this Case; by secure mail nothing."""
    if is_secure(services, opened):
        return ()
    phone = services.county.phone
    ours = (phone.number, phone.caller_id, phone.social_emergency)
    known = Known(
        names=names_in(opened.said),
        our_addresses=services.county.our_addresses,
        our_numbers=frozenset(digits(number) for number in ours),
        our_places=(services.county.post.address, *(point.address for point in services.county.service_points)),
    )
    return check(text, known)


def hash_of(services: Services, text: str) -> bytes:
    """By what a suggested reply is known again when it is sent; it is not kept a second time."""
    return services.index.of("suggestion", text)


def why_not(services: Services, opened: OpenCase) -> str:
    """The key of the text that says why nobody of this Case may be written to by mail; empty where one may."""
    channels = {ChannelCode.EMAIL, opened.file.case.channel}
    if any(services.county.mode(channel) is Mode.SHADOW for channel in channels):
        # Nothing leaves: a reply that is held back must not count as a promise kept.
        return "refused-shadow"
    if opened.file.case.safe_contact_only:
        return "refused-safe-contact"
    return "" if opened.recipient else "refused-no-address"


async def reply(session: AsyncSession, services: Services, act: Act, text: str, next_due: datetime | None) -> None:
    """Promise a mail with *text* to the address that the Contact fixes, under our own subject, quoting nothing.

    Raises as `casework.claim` does; MustChangeError where the text would leak; RefusedError where nobody may
    be written to.
    """
    case = await demand(session, act)
    opened = await open_case(session, services, act.case_id)
    text = written(text)
    letter = _letter(services, opened, text)
    leaks = objections(services, opened, text)
    if leaks:
        raise MustChangeError(leaks)
    shown = await keep(session, case, act, ANSWERED, next_due or follow_up(services, act.at))
    state = {**mine(case, act), "state": CaseState.WAITING_CLIENT, "undelivered": False}
    await write(session, act, **state, **shown)
    try:
        delivery = await promise_mail(session, services, letter)
    except NotComposableError as problem:
        raise RefusedError("refused-no-address") from problem
    await tell(
        session, services.keys, act, Event.REPLIED, text=text, delivery=str(delivery), contact=str(letter.contact_id)
    )
    await drafts.drop(session, act.case_id, act.user_id, "reply")
    if letter.contact_id is not None:
        await suggestions.sent(session, letter.contact_id, hash_of(services, text), act.at)


async def called(session: AsyncSession, services: Services, act: Act, call: Called) -> None:
    """Record a call of ours. Where the person was reached, what we promised is kept; else the promise stands.

    Raises as `casework.claim` does; RefusedError for a next date that has passed, and where contact must be safe and
    nobody says that the safe way was used.
    """
    case = await demand(session, act)
    if case.safe_contact_only and not call.safe_way:
        raise RefusedError("refused-safe-way")
    values = mine(case, act)
    if call.reached:
        shown = await keep(session, case, act, ANSWERED, call.next_due or follow_up(services, act.at))
        values |= {**shown, "undelivered": False}
        await actions.reached(session, services, act.case_id, act.user_id)
    await write(session, act, **values)
    note = written(call.note) if call.note.strip() else None
    safely = {"safe_way": "yes"} if case.safe_contact_only else {}
    await tell(session, services.keys, act, Event.CALLED, text=note, reached="yes" if call.reached else "no", **safely)


def _letter(services: Services, opened: OpenCase, text: str) -> Letter:
    case, recipient = opened.file.case, opened.recipient
    refused = why_not(services, opened)
    if refused:
        raise RefusedError(refused)
    if recipient is None or recipient.contact is None:
        raise RefusedError("refused-no-address")
    language = language_of(case)
    reference = recipient.filed.contact.reference
    frame = services.texts.say(
        language,
        "mail-reply-frame",
        text=text,
        reference=reference,
        phone=services.county.phone.number,
        hours=services.hours.describe(language),
        link=services.settings.link,
        county=services.county.name[language],
    )
    return Letter(
        case_id=case.id,
        contact_id=recipient.filed.contact.id,
        purpose=Purpose.REPLY,
        to=email_address(recipient.contact.contacter.email) or "",
        subject=services.texts.say(language, "mail-reply-subject", reference=reference),
        text=frame,
        language=language,
        in_reply_to=recipient.contact.message_id if recipient.contact.channel in MAIL_CHANNELS else "",
        secure=is_secure(services, opened),
    )


def is_secure(services: Services, opened: OpenCase) -> bool:
    """Whether the one who is answered wrote by secure mail, and is answered by it."""
    told = opened.recipient.contact if opened.recipient else None
    return told is not None and services.county.sends_securely(told.channel)
