"""fastText with subwords. Runs in its own environment, which knows nothing of Luotsi."""

from pathlib import Path

import fasttext
import reading  # beside this file

_MODEL, _TEXTS = "fasttext.bin", "fasttext.txt"


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _learn(folder: Path) -> None:
    rows = reading.lines(folder / "texts.jsonl")
    lines = "\n".join(f"__label__{row['reason']} {_plain(row['text'])}" for row in rows)
    (folder / _TEXTS).write_text(lines + "\n", "utf-8")
    machine = fasttext.train_supervised(
        str(folder / _TEXTS), epoch=25, lr=0.5, wordNgrams=2, minn=3, maxn=5, dim=100, thread=2, seed=1, verbose=0
    )
    machine.save_model(str(folder / _MODEL))


def _load(folder: Path) -> reading.Answer:
    machine = fasttext.load_model(str(folder / _MODEL))
    # Straight to the library below: its own wrapper breaks with NumPy 2.
    return lambda text: machine.f.predict(_plain(text) + "\n", 1, 0.0, "strict")[0][1].removeprefix("__label__")


if __name__ == "__main__":
    reading.work(_learn, _load)
