"""The readers that must keep the same promises: our own engine, with a second opinion, and Rasa beside it."""

import os
from itertools import count

import pytest

from channels.codes import Reason
from nlu import read
from nlu.breaker import REST, Breaker
from nlu.rasa_client import RasaClient
from nlu.rasa_engine import RasaEngine
from nlu.rasa_peer import peer
from nlu.second.opinion import SecondOpinion
from tests.nlu.second import hashed
from tests.servers.rasa import running_rasa

LIVE = "LUOTSI_RASA_LIVE"  # set by `make rasa-check`, together with LUOTSI_RASA_URL, _TOKEN and _MODEL


@pytest.fixture(scope="session")
def own():
    return read.load()


@pytest.fixture(scope="session")
def both(own):
    """Our own engine with a second opinion that holds everything for feedback, and is heard as much as the first."""
    second = SecondOpinion(hashed.head(Reason.FEEDBACK_COMPLAINT, bias=2.0, share=0.5), hashed.embedding())
    assert second.ready(30)
    yield own.with_second(second)
    second.close()


@pytest.fixture
def rasa():
    with running_rasa() as running:
        yield running


@pytest.fixture(scope="session")
def live():
    """The client of a live Rasa."""
    if not os.environ.get(LIVE):
        pytest.skip("no live Rasa beside this run (make rasa-check)")
    # By this clock every rest is over at once: on a busy machine even a Rasa that is well may be too slow three times.
    seconds = count(step=REST)
    return RasaClient(
        peer(*(os.environ[f"LUOTSI_RASA_{part}"] for part in ("URL", "TOKEN", "MODEL"))),
        Breaker(lambda: float(next(seconds))),
    )


class Clock:
    """Seconds, as the breaker counts them."""

    now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture(params=["linear", "second", "stand-in", "live"])
def reader(request, own):
    if request.param == "linear":
        return own
    if request.param == "second":
        return request.getfixturevalue("both")
    if request.param == "live":
        return RasaEngine(own, request.getfixturevalue("live"))
    return RasaEngine(own, RasaClient(request.getfixturevalue("rasa").peer()))
