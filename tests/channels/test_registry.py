from datetime import UTC, datetime
from uuid import UUID

import pytest

from channels.channel import Arrival, UnreadableError
from channels.codes import ChannelCode
from channels.envelope import Envelope, seal, unseal
from channels.form.definitions import CALLBACK
from channels.form.parse import check
from channels.form.parse import encode as encode_form
from channels.phone.callbacks import CallEvent, CallKind
from channels.phone.callbacks import encode as encode_call
from channels.registry import CHANNELS

AT = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
ARRIVAL = Arrival(channel=ChannelCode.PHONE_CALLBACK, line="neuvonta", arrived_at=AT)


def test_every_channel_stands_under_its_own_code():
    assert {code: channel.code for code, channel in CHANNELS.items()} == {code: code for code in CHANNELS}
    assert set(CHANNELS) == {
        ChannelCode.EMAIL,
        ChannelCode.SECURE_EMAIL,
        ChannelCode.WEB_FORM,
        ChannelCode.CHAT,
        ChannelCode.PHONE_CALLBACK,
        ChannelCode.PHONE,
        ChannelCode.SERVICE_POINT,
        ChannelCode.EVENT,
        ChannelCode.LETTER,
    }


def test_a_callback_request_is_read_whether_a_form_or_a_provider_wrote_it():
    form = check(
        CALLBACK,
        {"submission_id": str(UUID(int=1)), "language": "fi", "phone": "040 1234567", "line": "neuvonta"},
    )
    call = CallEvent(
        provider="generic", line="neuvonta", call_id="c1", kind=CallKind.CALL_MISSED, number="0401234567", at=AT
    )
    parse = CHANNELS[ChannelCode.PHONE_CALLBACK].parse

    phones = [parse(original, ARRIVAL).call_back.phone for original in (encode_form(form), encode_call(call))]

    assert phones == ["+358401234567", "+358401234567"]


@pytest.mark.parametrize(
    "original",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"luotsi":"form","version":1,"values":{"form":1}}',
        seal(Envelope(kind="pigeon", version=1, values={})),
        seal(Envelope(kind="form", version=1, values={"form": "contact"})),
        seal(Envelope(kind="form", version=99, values={"form": "contact"})),
        seal(Envelope(kind="call", version=1, values={})),
    ],
)
def test_what_is_not_ours_is_unreadable_and_nothing_else(original):
    with pytest.raises(UnreadableError):
        CHANNELS[ChannelCode.WEB_FORM].parse(original, ARRIVAL)


def test_equal_envelopes_make_equal_bytes():
    one = Envelope(kind="form", version=1, values={"a": "ä", "b": "2"})
    other = Envelope(kind="form", version=1, values={"b": "2", "a": "ä"})

    assert seal(one) == seal(other)
    assert dict(unseal(seal(one)).values) == {"a": "ä", "b": "2"}
