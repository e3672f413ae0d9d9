"""What happens on a telephone line: from a provider's call event to a Contact that asks for a call."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from channels.channel import Arrival, Delivery, UnreadableError
from channels.codes import ChannelCode, IdentityLevel, Language
from channels.contact import CallBack, Contact, Contacter
from channels.envelope import NOT_OUR_JSON, UNKNOWN_VERSION, Envelope, seal, unseal
from channels.normalise import phone_number

KIND = "call"
VERSION = 1

NUMBER_WITHHELD = "number_withheld"  # there was a caller, and nobody can call back
NUMBER_NOT_CALLABLE = "number_not_callable"


class CallKind(StrEnum):
    """What happened."""

    CALL_STARTED = "call_started"
    CALL_MISSED = "call_missed"
    CALLBACK_REQUESTED = "callback_requested"
    CALLBACK_DONE = "callback_done"


# Only these leave a person waiting for us; the others tell how a call goes.
ASKS_FOR_CALL = frozenset({CallKind.CALL_MISSED, CallKind.CALLBACK_REQUESTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class CallEvent:
    """One event of one call, as any provider reports it."""

    provider: str
    line: str
    call_id: str  # the provider's
    kind: CallKind
    number: str  # the caller's, as it came; empty or "anonymous" where it is withheld
    at: datetime  # aware UTC
    wish: str = ""  # "aamupäivällä", where the menu asked
    language: Language = Language.UNKNOWN  # the menu's, where it asked


def encode(event: CallEvent) -> bytes:
    """The original that is kept of a call event."""
    values = {
        "provider": event.provider,
        "line": event.line,
        "call_id": event.call_id,
        "kind": event.kind.value,
        "number": event.number,
        "at": event.at.astimezone(UTC).isoformat(),
        "wish": event.wish,
        "language": event.language.value,
    }
    return seal(Envelope(kind=KIND, version=VERSION, values=values))


def delivery(event: CallEvent) -> Delivery:
    """The arrival of a call event: repeated by the provider, it is the same, even if it says something else."""
    once = f"{KIND}:{event.provider}:{event.line}:{event.call_id}:{event.kind.value}"
    return Delivery(channel=ChannelCode.PHONE_CALLBACK, line=event.line, once=once, content=once)


def decode(original: bytes) -> CallEvent:
    """The call event in an original. Raises UnreadableError."""
    envelope = unseal(original)
    if envelope.kind != KIND:
        raise UnreadableError(NOT_OUR_JSON)
    if envelope.version != VERSION:
        raise UnreadableError(UNKNOWN_VERSION)
    values = envelope.values
    try:
        at = datetime.fromisoformat(values["at"])
        if at.tzinfo is None:
            raise UnreadableError(NOT_OUR_JSON)
        return CallEvent(
            provider=values["provider"],
            line=values["line"],
            call_id=values["call_id"],
            kind=CallKind(values["kind"]),
            number=values["number"],
            at=at,
            wish=values["wish"],
            language=Language(values["language"]),
        )
    except (KeyError, ValueError):
        raise UnreadableError(NOT_OUR_JSON) from None


def parse(original: bytes, arrival: Arrival) -> Contact:
    """The Contact in a call event's original. Raises UnreadableError and nothing else.

    A withheld number leaves no one to call: the Contact says so in `problems`, and has no `call_back`.
    """
    event = decode(original)
    number = phone_number(event.number)
    reachable = number.e164 if number.can_be_called else None
    if reachable:
        problems: tuple[str, ...] = ()
    else:
        problems = (NUMBER_NOT_CALLABLE,) if number.e164 or event.number.strip() else (NUMBER_WITHHELD,)
    known = event.language not in {Language.UNKNOWN, Language.OTHER}
    return Contact(
        channel=ChannelCode.PHONE_CALLBACK,
        line=arrival.line,
        # A webhook may come late, and the person has waited since the call; a fast clock gains nothing.
        arrived_at=min(event.at, arrival.arrived_at),
        text="" if reachable else event.wish,  # nobody can be called; the words must not go with the wish
        language=event.language if known else None,
        identity_level=IdentityLevel.STATED if reachable else IdentityLevel.ANONYMOUS,
        contacter=Contacter(phone=number.e164 or "", may_be_contacted=reachable is not None),
        call_back=CallBack(phone=reachable, wish=event.wish) if reachable else None,
        problems=problems,
    )
