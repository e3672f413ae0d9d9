"""What the detector of danger learns from texts: in small, with made-up words that stand for nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from nlu.folding import tokenise
from nlu.linear import artefact, train
from nlu.linear.score import Scorer

_KINDS = {"liekki": "emergency", "vilu": "urgent", "pulla": "soon", "kahvi": "routine"}
_BESIDE = ("kuparinen", "hopeinen", "kultainen", "messinkinen", "lasinen", "puinen")
_SIGNED = "Terveisin Maija"
_NEVER_SEEN = "Qwerty asdfgh"
# Every head needs two answers to learn.
_OTHER_LABELS = (
    {"reasons": ["home_care"], "contacter": "relative", "about": "other", "matter_type": "advice", "flags": []},
    {"reasons": ["service_info"], "contacter": "client", "about": "self", "matter_type": "feedback", "flags": []},
)


def _examples(after: str) -> Iterator[dict[str, object]]:
    for kind, urgency in _KINDS.items():
        for number, beside in enumerate(_BESIDE):
            labels = {"id": f"{kind}{number}", "urgency": urgency} | _OTHER_LABELS[number % 2]
            yield {"text": f"{kind} {beside}{after}", "metadata": labels}


def _trained(folder: Path, after: str = "") -> Scorer:
    texts = folder / "data" / "fi"
    texts.mkdir(parents=True)
    content = {"version": "3.1", "nlu": [{"intent": "any", "examples": list(_examples(after))}]}
    (texts / "any.yml").write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    train.train(folder / "data", folder / "model", (), lambda _: None)
    return Scorer(artefact.load(folder / "model"))


def _share(scorer: Scorer, text: str, level: str) -> float:
    return scorer.dangers(text, tokenise(text))[level].share


def test_words_of_urgency_speak_for_an_emergency_too(tmp_path: Path) -> None:
    scorer = _trained(tmp_path)
    emergency, urgent, *quiet = (_share(scorer, word, "emergency") for word in _KINDS)

    assert emergency > urgent
    assert urgent > 2 * max(quiet)


@pytest.mark.parametrize("level", ["emergency", "urgent"])
def test_a_sentence_that_quiet_texts_hold_as_well_is_quiet_by_itself(tmp_path: Path, level: str) -> None:
    scorer = _trained(tmp_path, f". {_SIGNED}")

    assert _share(scorer, _SIGNED, level) < 0.8 * _share(scorer, _NEVER_SEEN, level)
    assert _share(scorer, f"liekki puinen. {_SIGNED}", level) > _share(scorer, _NEVER_SEEN, level)
