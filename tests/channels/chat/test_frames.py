import json
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.chat.floor import Floor
from channels.chat.frames import (
    LARGEST,
    Alarm,
    Button,
    Entry,
    FrameError,
    Handling,
    Hello,
    Ping,
    Presence,
    Refused,
    Say,
    Seen,
    SeenBy,
    Side,
    Tick,
    Typing,
    TypingBy,
    Welcome,
    Why,
    read,
    write,
)
from channels.chat.heard import Choice

OWN = UUID("0b9c7a52-5a0f-4f0e-8f5e-9d3c1a2b4c5d")
AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def said(text: str) -> str:
    return json.dumps({"type": "say", "id": str(OWN), "text": text})


@pytest.mark.parametrize(
    "frame",
    [
        Hello(token="t", after=3),
        Say(id=OWN, text="Hei"),
        Say(id=OWN, text="Kyllä", choice=Choice.YES),
        Typing(),
        Seen(seq=4),
        Ping(),
    ],
)
def test_what_a_client_writes_is_read_as_it_was(frame):
    assert read(write(frame)) == frame


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        (
            Welcome(token="t", after=1, reference=None, ended=False),
            {"type": "welcome", "token": "t", "after": 1, "reference": None, "ended": False},
        ),
        (
            Tick(id=OWN, seq=2, at=AT),
            {"type": "tick", "id": str(OWN), "seq": 2, "at": "2026-11-23T10:00:00+00:00"},
        ),
        (
            Entry(seq=2, id=OWN, side=Side.ADVISOR, name="Maija", text="Hei", at=AT),
            {"type": "entry", "seq": 2, "id": str(OWN), "from": "advisor", "name": "Maija", "text": "Hei"}
            | {"at": "2026-11-23T10:00:00+00:00", "buttons": []},
        ),
        (
            Entry(
                seq=3,
                id=OWN,
                side=Side.SERVICE,
                name=None,
                text="Onko oikein?",
                at=AT,
                buttons=(Button(choice=Choice.YES, label="Kyllä"),),
            ),
            {"type": "entry", "seq": 3, "id": str(OWN), "from": "service", "name": None, "text": "Onko oikein?"}
            | {"at": "2026-11-23T10:00:00+00:00", "buttons": [{"choice": "yes", "label": "Kyllä"}]},
        ),
        (TypingBy(side=Side.VISITOR), {"type": "typing", "from": "visitor"}),
        (Presence(advisor=True, visitor=False), {"type": "presence", "advisor": True, "visitor": False}),
        (
            Handling(floor=Floor.QUEUE, place=2, minutes=6),
            {"type": "handling", "floor": "queue", "place": 2, "minutes": 6},
        ),
        (SeenBy(side=Side.ADVISOR, seq=7), {"type": "seen", "from": "advisor", "seq": 7}),
        (Alarm(paragraphs=("Soita 112.",)), {"type": "alarm", "paragraphs": ["Soita 112."]}),
        (
            Refused(id=None, why=Why.TOO_MANY, after_seconds=8),
            {"type": "refused", "id": None, "why": "too_many", "after_seconds": 8},
        ),
    ],
)
def test_what_the_server_says_is_written_as_clients_expect_it(frame, expected):
    assert json.loads(write(frame)) == expected


@pytest.mark.parametrize(
    "frame",
    [
        "",
        "{",
        "[]",
        "null",
        '"hello"',
        "[" * 5_000,
        '{"type":"fly"}',
        '{"type":"hello","token":"t"}',
        '{"type":"hello","token":"t","after":-1}',
        '{"type":"hello","token":"t","after":true}',
        '{"type":"hello","token":"t","after":1e9}',
        '{"type":"hello","token":"t","after":9007199254740992}',
        '{"type":"seen","seq":"1"}',
        '{"type":"say","id":"1","text":"Hei"}',
        '{"type":"say","text":"Hei"}',
        '{"type":"say","id":"0b9c7a52-5a0f-4f0e-8f5e-9d3c1a2b4c5d","text":5}',
    ],
)
def test_what_is_no_frame_of_ours_is_malformed(frame):
    with pytest.raises(FrameError) as refused:
        read(frame)
    assert refused.value.why is Why.MALFORMED


@given(st.text() | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps))
def test_whatever_comes_is_a_frame_or_refused_and_nothing_else(frame):
    try:
        read(frame)
    except FrameError:
        return


@pytest.mark.parametrize(
    ("text", "why"), [("", "empty"), (" \n\x00 ", "empty"), ("x" * 4_001, "too_long"), ("x" * LARGEST, "too_long")]
)
def test_a_message_that_cannot_be_kept_is_refused_by_its_size(text, why):
    with pytest.raises(FrameError) as refused:
        read(said(text))
    assert refused.value.why == why
    assert refused.value.id == (None if len(text) == LARGEST else OWN)


def test_the_longest_message_fits_whatever_its_letters_are():
    assert (
        len(read(json.dumps({"type": "say", "id": str(OWN), "text": "😀" * 4_000}, ensure_ascii=False)).text) == 4_000
    )


def test_a_message_is_kept_as_text_with_one_kind_of_line_end_and_composed_letters():
    assert read(said(" A\u0308iti\r\nkaatui\x00\ud800 \r")).text == "Äiti\nkaatui"
