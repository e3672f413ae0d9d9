"""Rasa down, slow or lying: the reason is our own engine's, emergencies are caught, and nothing of the text is told."""

import json
import logging
import socket
from threading import Event
from time import monotonic

import pytest

from channels.codes import Reason, Urgency
from nlu.breaker import FAILURES, REST, Breaker
from nlu.rasa_client import MOST, RasaClient, Why
from nlu.rasa_engine import RasaEngine
from nlu.reading import Message
from tests.servers.ports import free_port
from tests.servers.rasa import MODEL, TOKEN, recorded_answer, recorded_status

NEED = "Äiti tarvitsee kotihoitoa, hän ei selviä enää pesuista yksin."
EMERGENCY = "Isä kaatui eikä pääse ylös, verta tulee paljon."


def answering(change):
    """Answer what `change` makes of a good answer."""
    return lambda handler, text: handler.say(200, change(recorded_answer(text), text))


def ranking_with(**changed):
    """A good answer in whose ranking the second reason has other values."""

    def change(answer, _text):
        first, second, *others = answer["intent_ranking"]
        return answer | {"intent_ranking": [first, second | changed, *others]}

    return answering(change)


def shares(*given):
    """A good answer whose ranking has the *given* shares, and none for the other reasons."""

    def change(answer, _text):
        names = [one["name"] for one in answer["intent_ranking"]]
        each = [*given, *[0.0] * (len(names) - len(given))]
        ranking = [{"name": name, "confidence": share} for name, share in zip(names, each, strict=True)]
        return answer | {"intent": ranking[0], "intent_ranking": ranking}

    return answering(change)


def twice(answer, _text):
    *others, second, last = answer["intent_ranking"]
    return answer | {"intent_ranking": [*others, second, last | {"name": second["name"]}]}


def only_one(answer, _text):
    first = answer["intent"] | {"confidence": 1.0}
    return answer | {"intent": first, "intent_ranking": [first]}


def closing_in_the_middle(handler, text):
    body = json.dumps(recorded_answer(text)).encode()
    handler.say(200, body[:300], length=len(body))


def no_http(handler, _text):
    handler.wfile.write(b"220 mx.example ESMTP\r\n")
    handler.close_connection = True


def elsewhere(handler, _text):
    handler.send_response(302)
    handler.send_header("Location", f"http://127.0.0.1:{handler.server.rasa.port}/status?token=x")
    handler.send_header("Content-Length", "0")
    handler.end_headers()


def endless_head(handler, _text):
    while True:
        handler.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")


LIES = {
    "another text": (answering(lambda answer, text: answer | {"text": f"{text}!"}), Why.ODD),
    "no text": (answering(lambda answer, _: {key: answer[key] for key in answer if key != "text"}), Why.ODD),
    "unknown code": (ranking_with(name="kela"), Why.ODD),
    "a code that is no text": (ranking_with(name=["home_care"]), Why.ODD),
    "a code twice": (answering(twice), Why.ODD),
    "one code only": (answering(only_one), Why.ODD),
    "another intent": (answering(lambda a, _: a | {"intent": a["intent_ranking"][3]}), Why.ODD),
    "NaN": (ranking_with(confidence=float("nan")), Why.ODD),
    "infinite": (ranking_with(confidence=float("inf")), Why.ODD),
    "too large for a number": (
        answering(
            lambda a, _: json.dumps(a).replace('"confidence": 0.28', '"confidence": 1e999, "was": 0.28').encode()
        ),
        Why.ODD,
    ),
    "more than one": (shares(1.5, -0.5), Why.ODD),
    "negative": (shares(0.6, 0.5, -0.1), Why.ODD),
    "true": (shares(True), Why.ODD),
    "a text": (shares("1.0"), Why.ODD),
    "sums to less": (shares(0.5, 0.3), Why.ODD),
    "sums to more": (shares(0.9, 0.8), Why.ODD),
    "entity outside": (answering(lambda a, t: a | {"entities": [{"start": 0, "end": len(t) + 1}]}), Why.ODD),
    "entity backwards": (answering(lambda a, _: a | {"entities": [{"start": 3, "end": 2}]}), Why.ODD),
    "entities are none": (answering(lambda a, _: a | {"entities": None}), Why.ODD),
    "a list": (answering(lambda _a, _t: []), Why.ODD),
    "deeply nested": (answering(lambda _a, _t: b"[" * 60_000), Why.ODD),
    "not UTF-8": (answering(lambda _a, _t: b"\xff\xfe"), Why.ODD),
    "no JSON": (answering(lambda _a, _t: b"<html>"), Why.ODD),
    "no HTTP": (no_http, Why.ODD),
    "closes in the middle": (closing_in_the_middle, Why.ODD),
    "huge": (answering(lambda a, _: a | {"more": "x" * MOST}), Why.TOO_LONG),
    "endless head": (endless_head, Why.TOO_LONG),
    "500": (lambda handler, text: handler.say(500, {"reason": f"ParsingError: {text}"}), Why.REFUSED),
    "redirect": (elsewhere, Why.REFUSED),
}


@pytest.fixture
def client(rasa):
    return RasaClient(rasa.peer())


def assert_without_rasa(client, own, heard, why):
    """Everything is read as if there were no Rasa, the log says why, and it says nothing else."""
    heard.set_level(logging.DEBUG)
    reader = RasaEngine(own, client)
    begun = monotonic()

    assert reader.read(Message(text=NEED)) == own.read(Message(text=NEED))
    assert reader.read(Message(text=EMERGENCY)).urgency is Urgency.EMERGENCY

    assert monotonic() - begun < 8
    assert not client.is_well
    # In the emergency nobody asked it.
    assert [record.why for record in heard.records if record.message == "rasa_failed"] == [why]
    told = " ".join(str(vars(record)) for record in heard.records)
    assert not any(word in told for word in ("kotihoitoa", "pääse", "kaatui", TOKEN))


@pytest.mark.parametrize(("parse", "why"), LIES.values(), ids=LIES)
def test_a_lying_rasa_is_not_believed(client, rasa, own, heard, parse, why):
    rasa.parse = parse

    assert_without_rasa(client, own, heard, why)


@pytest.mark.parametrize("behaviour", ["never", "drip"])
def test_a_slow_rasa_is_not_waited_for(client, rasa, own, heard, behaviour):
    rasa.parse = getattr(rasa, behaviour)

    assert_without_rasa(client, own, heard, Why.TOO_SLOW)


def test_who_is_too_slow_is_hung_up_on(client, rasa):
    rasa.parse = rasa.drip

    assert client.rank(NEED) is Why.TOO_SLOW
    assert rasa.hung_up.wait(30)


def test_a_name_that_is_never_found_is_not_waited_for(rasa, monkeypatch):
    found = Event()

    def search(*_arguments, **_more):
        found.wait()
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", search)
    begun = monotonic()

    assert RasaClient(rasa.peer(url="https://rasa.example")).rank(NEED) is Why.TOO_SLOW
    assert monotonic() - begun < 8
    found.set()


def test_a_mistake_of_ours_about_rasa_costs_nothing(own, heard):
    class Mistaken:
        model = MODEL

        def rank(self, text):
            raise RuntimeError(text)

    assert RasaEngine(own, Mistaken()).read(Message(text=NEED)) == own.read(Message(text=NEED))
    assert [record.error for record in heard.records] == ["RuntimeError"]
    assert "kotihoitoa" not in heard.text


def test_a_rasa_that_does_not_say_which_model_it_has_is_not_waited_for(client, rasa, own, heard):
    rasa.status = rasa.never

    assert_without_rasa(client, own, heard, Why.TOO_SLOW)


def test_a_rasa_that_is_down_is_done_without(rasa, own, heard):
    client = RasaClient(rasa.peer(url=f"http://127.0.0.1:{free_port()}"))

    assert_without_rasa(client, own, heard, Why.UNREACHABLE)


@pytest.mark.parametrize(
    "status",
    [
        recorded_status("light-ffffffffffff"),
        recorded_status("diet-0123456789ab"),
        recorded_status() | {"model_file": None},
        recorded_status() | {"model_file": f"{MODEL}.tar.gz/other.tar.gz"},
    ],
    ids=lambda status: str(status["model_file"]),
)
def test_another_model_is_not_believed(client, rasa, own, heard, status):
    rasa.status = lambda handler, _text: handler.say(200, status)

    assert_without_rasa(client, own, heard, Why.WRONG_MODEL)


def test_a_wrong_token_opens_nothing(rasa, own, heard):
    assert_without_rasa(RasaClient(rasa.peer(token="another")), own, heard, Why.REFUSED)


def test_a_model_that_was_changed_since_the_last_answer_is_noticed(client, rasa):
    assert not isinstance(client.rank(NEED), Why)

    rasa.status = lambda handler, _text: handler.say(200, recorded_status("light-ffffffffffff"))

    assert client.rank(NEED) is Why.WRONG_MODEL


def test_who_fails_three_times_is_left_alone_and_then_asked_once(rasa, clock):
    client = RasaClient(rasa.peer(), Breaker(clock))
    rasa.parse = no_http
    answers = [client.rank(NEED) for _ in range(FAILURES + 2)]
    assert answers == [Why.ODD] * FAILURES + [Why.RESTING] * 2
    assert len(rasa.asked) == FAILURES

    clock.now += REST
    assert [client.rank(NEED) for _ in range(2)] == [Why.ODD, Why.RESTING]
    clock.now += REST
    rasa.parse = rasa.well

    assert client.rank(NEED)[0][0] in Reason
    assert client.is_well


def test_after_a_rest_one_asks_and_the_others_wait_for_what_becomes_of_it(clock):
    breaker = Breaker(clock)
    for _ in range(FAILURES):
        assert breaker.may_ask()
        breaker.failed()
    assert not breaker.may_ask()

    clock.now += REST
    assert [breaker.may_ask() for _ in range(3)] == [True, False, False]
    breaker.succeeded()

    assert [breaker.may_ask() for _ in range(3)] == [True] * 3


def test_whoever_asks_how_rasa_is_asks_it_only_where_nobody_has_of_late(rasa, clock):
    client = RasaClient(rasa.peer(), Breaker(clock))
    assert client.look()
    rasa.status = no_http
    assert client.look()

    clock.now += 11
    assert not client.look()
    rasa.status = lambda handler, _text: handler.say(200, recorded_status())
    clock.now += 11

    assert client.look()
    assert set(rasa.asked) == {"Tarvitsen apua kotiin."}


@pytest.mark.parametrize("behaviour", ["500", "never"])
def test_a_rasa_that_says_it_is_well_and_reads_nothing_is_not_well(rasa, clock, behaviour):
    client = RasaClient(rasa.peer(), Breaker(clock))
    rasa.parse = rasa.never if behaviour == "never" else LIES["500"][0]
    looks = []
    for _ in range(FAILURES):
        looks.append(client.look())
        clock.now += 11

    assert looks == [False] * FAILURES
    assert client.rank(NEED) is Why.RESTING
