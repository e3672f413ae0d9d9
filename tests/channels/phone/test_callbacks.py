from datetime import UTC, datetime

import pytest

from channels.channel import Arrival, UnreadableError
from channels.codes import ChannelCode, IdentityLevel, Language
from channels.contact import CallBack
from channels.phone.callbacks import (
    NUMBER_NOT_CALLABLE,
    NUMBER_WITHHELD,
    CallEvent,
    CallKind,
    decode,
    delivery,
    encode,
    parse,
)

AT = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
LATER = datetime(2026, 12, 1, 8, 5, tzinfo=UTC)


def event(**changes):
    values = {
        "provider": "generic",
        "line": "neuvonta",
        "call_id": "c-1",
        "kind": CallKind.CALLBACK_REQUESTED,
        "number": "040 1234567",
        "at": AT,
    }
    return CallEvent(**values | changes)


def contact_of(call):
    return parse(encode(call), Arrival(channel=ChannelCode.PHONE_CALLBACK, line=call.line, arrived_at=LATER))


def test_a_request_becomes_a_contact_to_be_called_from_when_it_was_made():
    contact = contact_of(event(wish="aamupäivällä", language=Language.FI))

    assert contact.channel is ChannelCode.PHONE_CALLBACK
    assert contact.arrived_at == AT
    assert contact.call_back == CallBack(phone="+358401234567", wish="aamupäivällä")
    assert contact.language is Language.FI


@pytest.mark.parametrize(
    ("number", "problem"),
    [("", NUMBER_WITHHELD), ("anonymous", NUMBER_NOT_CALLABLE), ("0600 12345", NUMBER_NOT_CALLABLE)],
)
def test_a_caller_who_cannot_be_reached_is_kept_and_nobody_is_promised_a_call(number, problem):
    contact = contact_of(event(number=number))

    assert contact.call_back is None
    assert contact.problems == (problem,)
    assert contact.identity_level is IdentityLevel.ANONYMOUS


def test_the_providers_repetition_is_the_same_delivery_and_another_line_another():
    first = delivery(event())

    assert delivery(event(wish="iltapäivällä")) == first
    assert first.once == "call:generic:neuvonta:c-1:callback_requested"
    assert delivery(event(line="omaishoito")).once != first.once
    assert delivery(event(kind=CallKind.CALL_MISSED)).once != first.once


def test_an_event_reads_back_as_it_was():
    assert decode(encode(event(wish="ä", language=Language.SV))) == event(wish="ä", language=Language.SV)


def test_an_event_without_an_offset_is_unreadable():
    damaged = encode(event()).replace(b"+00:00", b"")

    with pytest.raises(UnreadableError):
        decode(damaged)


def test_the_words_of_a_caller_who_withheld_their_number_are_kept():
    assert contact_of(event(number="", wish="isä kaatui eikä hengitä")).everything_said == "isä kaatui eikä hengitä"
