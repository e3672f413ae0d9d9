"""The readers that must keep the same promises: our own engine, and Rasa beside it, at a stand-in and live."""

import os
from itertools import count

import pytest

from nlu import read
from nlu.breaker import REST, Breaker
from nlu.rasa_client import RasaClient
from nlu.rasa_engine import RasaEngine
from nlu.rasa_peer import peer
from tests.servers.rasa import running_rasa

LIVE = "LUOTSI_RASA_LIVE"  # set by `make rasa-check`, together with LUOTSI_RASA_URL, _TOKEN and _MODEL


@pytest.fixture(scope="session")
def own():
    return read.load()


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


@pytest.fixture(params=["linear", "stand-in", "live"])
def reader(request, own):
    if request.param == "linear":
        return own
    if request.param == "live":
        return RasaEngine(own, request.getfixturevalue("live"))
    return RasaEngine(own, RasaClient(request.getfixturevalue("rasa").peer()))
