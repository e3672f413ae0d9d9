"""A Rasa that tests start: it speaks Rasa's protocol over real sockets, in the shapes that a real one was recorded in.

It answers like one that is well, until it is told to misbehave: `rasa.parse = slowly`.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from urllib.parse import parse_qs, urlsplit
from urllib.request import ProxyHandler, build_opener

from nlu.rasa_peer import Peer, peer

SAMPLES = Path(__file__).parents[1] / "samples/rasa"
MODEL = "light-0123456789ab"
TOKEN = "token of the tests: &?#ä"
STRAIGHT = build_opener(ProxyHandler({}))  # a proxy of the environment would be told the token of a live one


@cache
def _recorded(name):
    return json.loads((SAMPLES / name).read_text("utf-8"))


def recorded_answer(text, reason=None):
    """What a real Rasa said, of *text* and with *reason* as the likeliest."""
    answer = deepcopy(_recorded("parse.json")) | {"text": text}
    ranking = answer["intent_ranking"]
    if reason is not None:
        first, chosen = ranking[0], next(one for one in ranking if one["name"] == reason)
        first["name"], chosen["name"] = chosen["name"], first["name"]
    return answer | {"intent": dict(ranking[0])}


def recorded_status(model=MODEL):
    return _recorded("status.json") | {"model_file": f"models/{model}.tar.gz"}


class Handler(BaseHTTPRequestHandler):
    """One request; the server says how it is answered."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self._answer(self.server.rasa.status, "")

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.rasa.asked.append(asked["text"])
        self._answer(self.server.rasa.parse, asked["text"])

    def _answer(self, behaviour, text):
        if parse_qs(urlsplit(self.path).query).get("token") != [TOKEN]:
            self.say(401, {"reason": "NotAuthenticated"})
            return
        # Whoever asks may be gone before we have said all.
        try:
            behaviour(self, text)
        except ConnectionError:
            self.close_connection = True
            self.server.rasa.hung_up.set()

    def say(self, status, content, *, length=None):
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def log_message(self, *_arguments):
        pass


class Rasa:
    """A server that is well; `asked` are the texts that came."""

    def __init__(self, port):
        self.port = port
        self.asked = []
        self.closing = Event()
        self.hung_up = Event()  # whoever asked did not wait for the answer
        self.parse: Callable[[Handler, str], None] = self.well
        self.status: Callable[[Handler, str], None] = lambda handler, _text: handler.say(200, recorded_status())

    def peer(self, **other) -> Peer:
        return peer(**({"url": f"http://127.0.0.1:{self.port}", "token": TOKEN, "model": MODEL} | other))

    def well(self, handler, text):
        handler.say(200, recorded_answer(text))

    def saying(self, reason):
        """Answer every text with *reason*."""
        self.parse = lambda handler, text: handler.say(200, recorded_answer(text, reason))

    def never(self, _handler, _text):
        """Answer nothing for as long as the test takes."""
        self.closing.wait()

    def drip(self, handler, text):
        """Answer well, but a byte at a time, for a minute."""
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n")
        for byte in json.dumps(recorded_answer(text)).encode():
            if self.closing.wait(0.05):
                return
            handler.wfile.write(bytes([byte]))


@contextmanager
def running_rasa() -> Iterator[Rasa]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = False
        server.rasa = Rasa(server.server_address[1])
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server.rasa
        finally:
            server.rasa.closing.set()
            server.shutdown()
            thread.join()
