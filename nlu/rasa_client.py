"""The only socket of nlu: asking Rasa, which may be down, slow, wrong or somebody else's.

Nobody waits for it longer than a second, whatever it does; whatever goes wrong is a code, never an exception, and
nothing of a person's text or of the token is in it.
"""

import logging
import socket
import ssl
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import closing
from enum import StrEnum
from http.client import HTTPConnection
from io import BytesIO
from json import dumps
from threading import Thread
from typing import Final, TypeVar
from urllib.parse import quote

from channels.normalise import mask_identity_codes
from nlu.breaker import Breaker
from nlu.rasa_answer import Ranking, model_named, ranking
from nlu.rasa_peer import Peer
from nlu.rasa_words import cleaned

log = logging.getLogger(__name__)

LIMIT: Final = 1.0  # seconds, for finding, connecting, asking, answering and checking the model together
MOST: Final = 64 * 1024  # bytes of one answer; ours have four thousand
_AT_ONCE: Final = 16 * 1024
_OK: Final = 200
_OF_NOBODY: Final = "Tarvitsen apua kotiin."

T = TypeVar("T")


class Why(StrEnum):
    """Why there is no answer."""

    NOTHING_SAID = "nothing_said"  # no letter or digit in the text, or none that Rasa knows
    RESTING = "resting"  # it has failed several times just now
    UNREACHABLE = "unreachable"
    TOO_SLOW = "too_slow"
    TOO_LONG = "too_long"
    REFUSED = "refused"  # another status than 200: no token, no model yet, somewhere else
    ODD = "odd"  # no HTTP, no JSON, or not what our model would say
    WRONG_MODEL = "wrong_model"


class NoAnswerError(Exception):
    """Rasa did not answer well."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


class RasaClient:
    """Rasa as *peer* names it. Safe to use from several threads."""

    def __init__(self, peer: Peer, breaker: Breaker | None = None) -> None:
        self._peer = peer
        self._breaker = breaker or Breaker()
        self._encryption = ssl.create_default_context() if peer.is_encrypted else None

    @property
    def model(self) -> str:
        """The model that has to answer."""
        return self._peer.model

    @property
    def is_well(self) -> bool:
        """Whether Rasa answered well when it was asked last."""
        return self._breaker.is_well

    def look(self) -> bool:
        """Whether Rasa reads with the right model; has it read where nobody has of late. Takes a second at most."""
        if not self._breaker.is_fresh:
            # Its status alone tells little: a Rasa that reads nothing can say that all is well.
            self.rank(_OF_NOBODY)
        return self.is_well

    def rank(self, text: str) -> Ranking | Why:
        """What Rasa makes of *text*: every reason with its share, the likeliest first; or why it says nothing."""
        asked = cleaned(mask_identity_codes(text).text)
        # Of an empty text Rasa would be as sure as of any.
        if not asked:
            return Why.NOTHING_SAID

        def ask(ends: float) -> Ranking:
            said = self._exchange("POST", "/model/parse", dumps({"text": asked}).encode(), ends)
            # The answer does not say which model it is from, and a model can be changed while Rasa runs.
            self._demand_model(ends)
            return ranking(said, asked)

        return self._within_limit(ask) or Why.NOTHING_SAID

    def _demand_model(self, ends: float) -> None:
        if model_named(self._exchange("GET", "/status", b"", ends)) != self._peer.model:
            raise NoAnswerError(Why.WRONG_MODEL)

    def _within_limit(self, ask: Callable[[float], T]) -> T | Why:
        """What *ask* returns, given the moment at which it must have ended; or why it did not."""
        if not self._breaker.may_ask():
            return Why.RESTING
        answer: Future[T] = Future()
        # A thread of its own, because finding a host by its name can take any time and cannot be stopped.
        asking = Thread(target=_into, args=(answer, ask, time.monotonic() + LIMIT), daemon=True)
        try:
            asking.start()
            said = answer.result(LIMIT)
        except Exception as error:  # noqa: BLE001  whatever Rasa does to us, the person's text is read without it
            why = _why(error)
            self._breaker.failed()
            log.warning("rasa_failed", extra={"why": why.value})
            return why
        self._breaker.succeeded()
        return said

    def _exchange(self, method: str, path: str, body: bytes, ends: float) -> bytes:
        """One request on a connection of its own. Redirects are not followed, and nothing compressed is asked for."""
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Connection": "close"}
        asking = HTTPConnection(self._peer.host, self._peer.port)
        with closing(self._connected(ends)) as line:
            asking.sock = _Bounded(line, ends)
            asking.request(method, f"{path}?token={quote(self._peer.token, safe='')}", body, headers)
            response = asking.getresponse()
            if response.status != _OK:
                raise NoAnswerError(Why.REFUSED)
            return response.read()

    def _connected(self, ends: float) -> socket.socket:
        line = socket.create_connection((self._peer.host, self._peer.port), _left(ends))
        if self._encryption is None:
            return line
        try:
            line.settimeout(_left(ends))
            return self._encryption.wrap_socket(line, server_hostname=self._peer.host)
        except BaseException:
            line.close()
            raise


def _into(answer: Future[T], ask: Callable[[float], T], ends: float) -> None:
    try:
        answer.set_result(ask(ends))
    except Exception as error:  # noqa: BLE001  it is raised again by whoever waits for the answer
        answer.set_exception(error)


def _left(ends: float) -> float:
    """Seconds until *ends*. A limit for each read alone could be stretched for ever, byte by byte."""
    left = ends - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


class _Bounded:
    """A socket as the standard library uses one for a request, but all of it ends at one moment and has one length."""

    def __init__(self, line: socket.socket, ends: float) -> None:
        self._line = line
        self._ends = ends

    def sendall(self, words: bytes) -> None:
        self._line.settimeout(_left(self._ends))
        self._line.sendall(words)

    def makefile(self, _mode: str) -> BytesIO:
        """Everything that comes until the other side closes, as we ask it to."""
        received = bytearray()
        while some := self._some():
            received += some
            if len(received) > MOST:
                raise NoAnswerError(Why.TOO_LONG)
        return BytesIO(received)

    def _some(self) -> bytes:
        self._line.settimeout(_left(self._ends))
        return self._line.recv(_AT_ONCE)

    def close(self) -> None:
        """Whoever opened the socket closes it."""


def _why(error: Exception) -> Why:
    match error:
        case NoAnswerError():
            return error.why
        case TimeoutError():
            return Why.TOO_SLOW
        case OSError():
            return Why.UNREACHABLE
        case _:  # no HTTP, or an OddAnswerError
            return Why.ODD
