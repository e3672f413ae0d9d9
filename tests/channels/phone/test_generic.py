import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.codes import Language
from channels.phone.callbacks import CallKind
from channels.phone.providers import PROVIDERS, MalformedEventError, SignedRequest, WrongSignatureError
from channels.phone.providers.generic import sign

SECRET = b"linnun-laulu"
NOW = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
EVENT = {
    "line": "neuvonta",
    "call_id": "c-1",
    "kind": "callback_requested",
    "number": "+358401234567",
    "at": "2026-12-01T09:59:00+02:00",
    "wish": "aamupäivällä",
    "language": "fi",
}
read = PROVIDERS["generic"]


def request(body, secret=SECRET, at=NOW):
    return SignedRequest(headers=sign(body, secret, at), body=body)


def event(**changes):
    return json.dumps({name: value for name, value in (EVENT | changes).items() if value is not ...}).encode()


def test_a_signed_event_is_read():
    call = read(request(event()), SECRET, NOW)

    assert (call.provider, call.line, call.call_id) == ("generic", "neuvonta", "c-1")
    assert (call.kind, call.language) == (CallKind.CALLBACK_REQUESTED, Language.FI)
    assert (call.number, call.wish) == ("+358401234567", "aamupäivällä")
    assert call.at == datetime(2026, 12, 1, 7, 59, tzinfo=UTC)


def test_a_withheld_number_may_be_left_out():
    assert read(request(event(number=None, wish=..., language=...)), SECRET, NOW).number == ""


@pytest.mark.parametrize("drift", [timedelta(minutes=5), timedelta(minutes=-5)])
def test_five_minutes_of_clock_drift_are_forgiven(drift):
    assert read(request(event(), at=NOW + drift), SECRET, NOW).call_id == "c-1"


@pytest.mark.parametrize("drift", [timedelta(minutes=5, seconds=1), timedelta(minutes=-5, seconds=-1)])
def test_an_old_request_is_not_read_again(drift):
    with pytest.raises(WrongSignatureError, match="timestamp_out_of_time"):
        read(request(event(), at=NOW + drift), SECRET, NOW)


@pytest.mark.parametrize(
    ("signed", "problem"),
    [
        (request(event(), secret=b"arvaus"), "signature_wrong"),
        (SignedRequest(headers=sign(event(), SECRET, NOW), body=event(line="toinen")), "signature_wrong"),
        (SignedRequest(headers={}, body=event()), "signature_missing"),
        (
            SignedRequest(headers=sign(event(), SECRET, NOW) | {"x-luotsi-timestamp": "1"}, body=event()),
            "signature_wrong",
        ),
        (
            SignedRequest(headers=sign(event(), SECRET, NOW) | {"x-luotsi-signature": "sha256=ä"}, body=event()),
            "signature_wrong",
        ),
    ],
)
def test_a_request_that_the_provider_did_not_sign_is_refused(signed, problem):
    with pytest.raises(WrongSignatureError, match=problem):
        read(signed, SECRET, NOW)


@pytest.mark.parametrize(
    ("body", "problem", "field"),
    [
        (b"", "not_json", ""),
        (b"{", "not_json", ""),
        (b"\xff", "not_json", ""),
        (b"[" * 60_000, "not_json", ""),
        (b"[]", "not_an_object", ""),
        (b"x" * 65_537, "too_large", ""),
        (event(call_id=...), "missing", "call_id"),
        (event(call_id=""), "missing", "call_id"),
        (event(call_id=7), "not_text", "call_id"),
        (event(wish={"a": 1}), "not_text", "wish"),
        (event(wish="a\0b"), "control_character", "wish"),
        (event(wish="\ud800"), "control_character", "wish"),
        (event(line="x" * 65), "too_long", "line"),
        (event(kind="call_sung"), "unknown_code", "kind"),
        (event(language="xx"), "unknown_code", "language"),
        (event(at="eilen"), "not_a_moment", "at"),
        (event(at="2026-12-01T09:59:00"), "not_a_moment", "at"),
        (event(at="2026-12-02T09:59:00+02:00"), "event_out_of_time", "at"),
        (event(at="2026-11-01T09:59:00+02:00"), "event_out_of_time", "at"),
    ],
)
def test_an_event_that_makes_no_sense_says_what_is_wrong(body, problem, field):
    with pytest.raises(MalformedEventError) as raised:
        read(request(body), SECRET, NOW)

    assert (raised.value.problem, raised.value.field) == (problem, field)


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists, max_leaves=5))
def test_no_value_in_any_field_raises_anything_else(value):
    for name in EVENT:
        with suppress(MalformedEventError):
            read(request(event(**{name: value})), SECRET, NOW)
