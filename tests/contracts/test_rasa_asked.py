"""What Rasa is asked, where it may be asked at all, and what its answer is worth."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.codes import Reason
from nlu.rasa_answer import OddAnswerError, model_named, ranking
from nlu.rasa_client import RasaClient, Why
from nlu.rasa_engine import RasaEngine
from nlu.rasa_peer import UnfitPeerError, peer
from nlu.rasa_words import cleaned
from nlu.reading import Message
from tests.servers.rasa import MODEL, TOKEN, recorded_answer

NEED = "Äiti tarvitsee kotihoitoa, hän ei selviä enää pesuista yksin."


@pytest.fixture
def client(rasa):
    return RasaClient(rasa.peer())


@pytest.mark.parametrize(
    "order", ["/home_care", '/home_care{"municipality": "Pori"}', " \n//\u200b/ home_care", "\u200b/\ufeff/home_care"]
)
def test_a_writer_gives_rasa_no_orders(client, rasa, order):
    client.rank(f"{order} apua")

    assert rasa.asked[0].startswith("home_care")


@pytest.mark.parametrize("text", ["", " \n", "/", "🙂", "\x00", "[]", "\ud800"])
def test_rasa_is_not_asked_about_nothing(client, rasa, text):
    assert (client.rank(text), rasa.asked, client.is_well) == (Why.NOTHING_SAID, [], True)


def test_an_identity_code_never_reaches_rasa(client, rasa):
    client.rank("Äidin tunnus on 131052-308T ja hän tarvitsee apua")

    assert "131052" not in rasa.asked[0]
    assert "tarvitsee apua" in rasa.asked[0]


def test_of_a_long_text_rasa_gets_both_ends(client, rasa):
    client.rank("alku " + "välissä " * 20_000 + "loppu")

    assert (rasa.asked[0][:4], rasa.asked[0][-5:], len(rasa.asked[0]) < 2_100) == ("alku", "loppu", True)


@given(st.text())
def test_what_rasa_is_asked_is_one_plain_line(text):
    line = cleaned(text)

    assert line == "" or line[0].isalnum()
    assert not any(sign in line for sign in "\n\r\0[]{}")
    assert cleaned(line) == line
    line.encode()


@pytest.mark.parametrize("body", [b"[" * 60_000, b"\xff", b"", b"null", b"NaN", b'{"model_file": 7}'])
def test_what_cannot_be_read_is_an_odd_answer(body):
    for read in (model_named, lambda answer: ranking(answer, "x")):
        with pytest.raises(OddAnswerError):
            read(body)


@pytest.mark.parametrize("name", ["kela", ["home_care"], None])
def test_an_answer_with_other_codes_than_ours_is_odd(name):
    answer = recorded_answer("x")
    answer["intent_ranking"][-1]["name"] = name

    with pytest.raises(OddAnswerError):
        ranking(json.dumps(answer).encode(), "x")


def test_where_both_name_the_same_reason_we_are_as_sure_as_alone(client, rasa, own):
    ours = own.read(Message(text=NEED))
    rasa.saying(ours.reason)

    reading = RasaEngine(own, client).read(Message(text=NEED))

    assert (reading.engine, reading.model) == ("rasa", f"{ours.model}+{MODEL}")
    assert (reading.reason, reading.reason_confidence, reading.abstained) == (
        ours.reason,
        ours.reason_confidence,
        False,
    )
    assert reading.evidence == ours.evidence


def test_where_rasa_names_another_reason_a_person_decides_and_sees_both(client, rasa, own):
    rasa.saying(Reason.TRANSPORT_MOBILITY)
    ours = own.read(Message(text=NEED))

    reading = RasaEngine(own, client).read(Message(text=NEED))

    assert (reading.reason, reading.abstained, ours.abstained) == (Reason.TRANSPORT_MOBILITY, True, False)
    assert reading.alternatives[0].reason is ours.reason
    assert reading.reason_confidence < ours.reason_confidence
    assert reading.reasons[:2] == (Reason.TRANSPORT_MOBILITY, ours.reason)


def test_of_another_language_rasa_is_not_asked(client, rasa, own):
    reading = RasaEngine(own, client).read(Message(text="Моя мама упала и не может встать, помогите пожалуйста"))

    assert (reading.engine, rasa.asked) == ("linear", [])


@pytest.mark.parametrize(
    ("url", "token", "model", "which"),
    [
        ("http://rasa.example:5005", TOKEN, MODEL, "url"),
        ("http://192.0.2.1:5005", TOKEN, MODEL, "url"),
        ("http://localhost.example:5005", TOKEN, MODEL, "url"),
        ("ftp://127.0.0.1", TOKEN, MODEL, "url"),
        ("127.0.0.1:5005", TOKEN, MODEL, "url"),
        ("http://127.0.0.1:99999", TOKEN, MODEL, "url"),
        ("http://127.0.0.1:5005/webhooks/rest", TOKEN, MODEL, "url"),
        ("http://127.0.0.1:5005?token=x", TOKEN, MODEL, "url"),
        ("http://user:word@127.0.0.1:5005", TOKEN, MODEL, "url"),
        ("http://127.0.0.1:5005", "", MODEL, "token"),
        ("http://127.0.0.1:5005", TOKEN, "", "model"),
        ("http://127.0.0.1:5005", TOKEN, "intake", "model"),
    ],
)
def test_rasa_is_not_asked_where_others_hear_it(url, token, model, which):
    with pytest.raises(UnfitPeerError) as refused:
        peer(url, token, model)

    assert refused.value.which == which
    assert TOKEN not in str(refused.value)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:5005/", "http://[::1]:5005", "http://localhost:5005", "https://rasa.example"]
)
def test_rasa_is_asked_on_this_machine_or_in_secret(url):
    found = peer(url, TOKEN, MODEL)

    assert (found.port, found.is_encrypted) == ((443, True) if url.startswith("https") else (5005, False))
    assert TOKEN not in repr(found)
