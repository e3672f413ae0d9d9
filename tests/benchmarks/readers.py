"""The readers that are compared: how each is made and asked, and what came of it."""

# ruff: noqa: TRY003 - why a reader is missing is said to people, once, where it is found out

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request

import pytest

from nlu.evaluation.samples import Sample
from tests.benchmarks import reading
from tests.benchmarks.peers import ENVIRONMENTS, environment
from tests.servers.rasa import STRAIGHT

_HERE = Path(__file__).parent
_ROOT = _HERE.parents[1]
_SECONDS = 600  # to learn, or to answer
_NLPJS = "node-nlp@4.26.1"  # one version, so that figures of two days can be compared
_FASTTEXT = ("fasttext-wheel==0.9.2", "numpy<3")


class NotMadeError(Exception):
    """This reader cannot be made or asked here; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What a reader did. None is what it does not tell."""

    said: Sequence[str]
    milliseconds: Sequence[float]
    memory: float | None
    training: float | None
    loading: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One that can be compared. `ask` gets the folder of texts; raises NotMadeError."""

    name: str
    ask: Callable[[Path], Answers]


def _worker(*command: str | Path, environ: dict[str, str] | None = None) -> Callable[[Path], Answers]:
    return lambda folder: worked(command, folder, environ or {})


def worked(command: Sequence[str | Path], folder: Path, environ: dict[str, str]) -> Answers:
    """Have a worker learn in one process and answer in another that has met no text. Raises NotMadeError."""
    told: dict[str, object] = {}
    for step in ("learn", "answer"):
        try:
            done = subprocess.run(
                [*command, step, folder],
                cwd=_ROOT,
                env=os.environ | environ,
                capture_output=True,
                text=True,
                timeout=_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise NotMadeError(f"to {step} takes longer than {_SECONDS} seconds") from None
        if done.returncode:
            raise NotMadeError(f"it cannot {step}: {done.stderr.strip()[-300:]}")
        told |= json.loads(done.stdout.splitlines()[-1])
    return Answers(**told)


def _fasttext(folder: Path) -> Answers:
    try:
        python = environment("fasttext", _FASTTEXT)
    except pytest.skip.Exception as missing:
        raise NotMadeError(str(missing)) from None
    return worked([python, _HERE / "fasttext_peer.py"], folder, {})


def _nlpjs(folder: Path) -> Answers:
    home = ENVIRONMENTS / "nlpjs"
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        raise NotMadeError("Node.js is not installed")
    if not (home / "node_modules" / "node-nlp").is_dir():
        home.mkdir(parents=True, exist_ok=True)
        install = [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", home, _NLPJS]
        if subprocess.run(install, capture_output=True, timeout=_SECONDS, check=False).returncode:
            raise NotMadeError(f"npm cannot install {_NLPJS}")
    return worked([node, _HERE / "nlpjs_peer.mjs"], folder, {"NODE_PATH": str(home)})


def _rasa(variable: str) -> Callable[[Path], Answers]:
    """A Rasa that runs already and has learnt the same texts; *variable* holds its address."""

    def ask(folder: Path) -> Answers:
        address = os.environ.get(variable)
        if not address:
            raise NotMadeError(f"{variable} is not set: `make rasa` trains and runs one")
        token = os.environ.get("LUOTSI_RASA_TOKEN", "")
        url = f"{address.rstrip('/')}/model/parse?{urlencode({'token': token} if token else {})}"

        def answer(text: str) -> str:
            # A text that begins with "/" would choose its own class.
            body = json.dumps({"text": text.lstrip("/ ")}).encode()
            asked = Request(url, body, {"Content-Type": "application/json"})  # noqa: S310 - named by who runs this
            with STRAIGHT.open(asked, timeout=10) as answered:
                return str(json.load(answered)["intent"]["name"])

        try:
            answer("Hei")
            milliseconds = [_timed(answer, line["text"]) for line in reading.lines(folder / "cold.jsonl")]
            said = [answer(line["text"]) for line in reading.lines(folder / "asked.jsonl")]
        except (OSError, ValueError, KeyError, TypeError) as problem:
            raise NotMadeError(f"the one at {variable} does not answer: {type(problem).__name__}") from problem
        return Answers(said=said, milliseconds=milliseconds, memory=None, training=None, loading=None)

    return ask


def _timed(answer: reading.Answer, text: str) -> float:
    began = time.perf_counter()
    answer(text)
    return 1_000 * (time.perf_counter() - began)


_OURS = (sys.executable, "-m", "tests.benchmarks.linear_reader")
WHOLE, BARE = "linear, whole engine", "linear, scorer alone"
# Those that learn from every text; the bare limit answers with what the first has learnt.
READERS = (
    Reader(name=WHOLE, ask=_worker(*_OURS, "whole")),
    Reader(name="linear, with the second opinion", ask=_worker(*_OURS, "second")),
    Reader(name=BARE, ask=_worker(*_OURS, "bare")),
    Reader(name="TF-IDF of words and letters, linear SVC", ask=_worker(sys.executable, _HERE / "tfidf_peer.py")),
    Reader(name="fastText with subwords", ask=_fasttext),
    Reader(name="nlp.js 4.26", ask=_nlpjs),
    Reader(name="Rasa light", ask=_rasa("LUOTSI_RASA_URL")),
)
# Those that learn from thirty Finnish texts for each reason.
OF_FEW = (
    Reader(name="linear layer, 30 Finnish texts a reason", ask=_worker(*_OURS, "few")),
    Reader(name="Rasa DIET, 30 Finnish texts a reason", ask=_rasa("LUOTSI_RASA_DIET_URL")),
)


def right(samples: Sequence[Sample], said: Sequence[str], language: str) -> tuple[int, int]:
    """Of the *samples* in a *language* how many were *said* rightly or acceptably, and how many there are."""
    of = [one in sample.reasons for sample, one in zip(samples, said, strict=True) if sample.language == language]
    return sum(of), len(of)
