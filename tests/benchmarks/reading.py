"""What each reader's worker does, in a process of its own: learn from a folder, then load and answer.

A worker is called as `learn FOLDER` and `answer FOLDER`. The folder holds `texts.jsonl` (text, reason), `asked.jsonl`
and `cold.jsonl` (text); what was learnt is kept there as well. Each call prints one JSON line, as the workers in
`fasttext_peer.py`, `nlpjs_peer.mjs` and below do.
"""

import json
import re
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

Answer = Callable[[str], str]


def lines(file: Path) -> list[dict[str, str]]:
    """The lines of a file of JSON lines."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def work(learn: Callable[[Path], None], load: Callable[[Path], Answer]) -> None:
    """Do what the command line says with a reader that can *learn* from a folder and be *load*ed from it."""
    step, folder = sys.argv[-2], Path(sys.argv[-1])
    began = time.perf_counter()
    if step == "learn":
        learn(folder)
        print(json.dumps({"training": time.perf_counter() - began}))
        return
    answer = load(folder)
    answer("Hei")
    loading = time.perf_counter() - began
    milliseconds = list(_timed(answer, [line["text"] for line in lines(folder / "cold.jsonl")]))
    said = [answer(line["text"]) for line in lines(folder / "asked.jsonl")]
    memory = _megabytes()
    print(json.dumps({"loading": loading, "milliseconds": milliseconds, "said": said, "memory": memory}))


def _timed(answer: Answer, texts: Iterable[str]) -> Iterable[float]:
    for text in texts:
        began = time.perf_counter()
        answer(text)
        yield 1_000 * (time.perf_counter() - began)


def _megabytes() -> float:
    """The most that this process held at once. What `getrusage` says counts who started it as well."""
    held = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii"))
    return int(held[1]) / 1024 if held else 0.0
