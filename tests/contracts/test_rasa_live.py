"""What we rely on of a real Rasa, and what it must not do. Run by `make rasa-check`."""

import json
import os
import urllib.error
import urllib.request

import pytest

from channels.codes import Reason
from nlu.rasa_client import Why
from nlu.rasa_engine import RasaEngine
from nlu.reading import Message
from tests.servers.rasa import STRAIGHT, recorded_answer

NEED = "Äiti tarvitsee kotihoitoa, hän ei selviä enää pesuista yksin."


def status_of(path, content=None):
    body = None if content is None else json.dumps(content).encode()
    request = urllib.request.Request(os.environ["LUOTSI_RASA_URL"] + path, body)  # noqa: S310 - on this machine
    try:
        with STRAIGHT.open(request, timeout=30) as answer:
            return answer.status
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code


def answered(ask, tries=30):
    """What *ask* returns once a busy machine lets Rasa be quick enough."""
    for _ in range(tries):
        if not isinstance(said := ask(), Why):
            return said
    return said


def test_live_it_names_every_reason(live):
    ranking = answered(lambda: live.rank(NEED))

    assert {reason for reason, _ in ranking} == set(Reason)


def test_live_a_reading_says_that_it_was_asked(live, own):
    answered(lambda: live.rank(NEED))

    assert RasaEngine(own, live).read(Message(text=NEED)).engine == "rasa"


@pytest.mark.parametrize("text", ["/transport_mobility", '/transport_mobility{"a": "b"}', "\u200b /transport_mobility"])
def test_live_a_writer_cannot_choose_the_reason(live, text):
    ordered = answered(lambda: live.rank(text))

    # What Rasa was ordered would be certain.
    assert ordered[0][1] < 1
    assert ordered == answered(lambda: live.rank("transport_mobility" + text.partition("transport_mobility")[2]))


def test_live_who_has_no_token_is_told_nothing(live):
    assert (status_of("/status"), status_of("/model/parse", {"text": NEED})) == (401, 401)


def test_live_the_channel_that_ignores_the_token_is_closed(live):
    assert status_of("/webhooks/rest/webhook", {"sender": "x", "message": NEED}) == 404


def test_live_it_answers_in_the_shape_that_was_recorded(live):
    token = os.environ["LUOTSI_RASA_TOKEN"]
    request = urllib.request.Request(  # noqa: S310 - on this machine
        f"{os.environ['LUOTSI_RASA_URL']}/model/parse?token={token}", json.dumps({"text": NEED}).encode()
    )
    with STRAIGHT.open(request, timeout=30) as answer:
        said = json.load(answer)

    recorded = recorded_answer(NEED)
    assert sorted(said) == sorted(recorded)
    assert sorted(said["intent"]) == sorted(recorded["intent"])
    assert {one["name"] for one in said["intent_ranking"]} == {one["name"] for one in recorded["intent_ranking"]}
