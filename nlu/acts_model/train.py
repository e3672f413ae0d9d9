"""Learning what chat messages do, from utterances written for it. Needs scikit-learn; same data, same model."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from nlu.act_rules import Act
from nlu.acts_model import artefact
from nlu.acts_model.artefact import Model
from nlu.acts_model.features import MOST_WORDS, SIZE, features
from nlu.linear.corpus import LANGUAGES, read_examples
from nlu.linear.layer import SEED

# Another language is told by its words, not by what was learnt of three.
LEARNT: Final = tuple(act for act in Act if act is not Act.OTHER_LANGUAGE)
# What no message of the training texts of the reasons does. Some ask to be called, ask a question or are angry.
_NEVER_IN_MATTERS: Final = frozenset(
    {
        Act.WANTS_PERSON,
        Act.YES,
        Act.NO,
        Act.UNKNOWN,
        Act.BYE,
        Act.JOKING,
        Act.MINOR,
        Act.CORRECTS,
        Act.SELF_IS_BOT,
    }
)
_MATTERS: Final = 4_000  # texts of the reasons
_MATTER_WORDS: Final = range(3, MOST_WORDS + 1)
_MATTER_WEIGHS: Final = 0.5  # beside an utterance
_STRENGTH: Final = 30.0  # of fitting against smoothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """One chat message and what it does; *does* is None where only some acts are known, as absent."""

    text: str
    does: frozenset[Act] | None


def train(data: Path, out: Path, say: Callable[[str], None]) -> Model:
    """Learn from what lies under *data*, write the model to *out*, tell about it through *say*."""
    utterances = read(data)
    learnt = learn(utterances)
    artefact.save(learnt, out, fingerprint(utterances))
    say(f"acts of chat messages: {len(utterances)} texts, {len(learnt.acts)} acts")
    return learnt


def read(data: Path) -> list[Utterance]:
    """The utterances under *data*, then some short texts of the reasons, in a fixed order."""
    lines = [
        json.loads(line)
        for language in LANGUAGES
        for line in (data / "acts" / "utterances" / f"{language}.jsonl").read_text("utf-8").splitlines()
    ]
    told = [Utterance(text=one["text"], does=frozenset(map(Act, one["acts"]))) for one in lines]
    matters = sorted({one.text for one in read_examples(data) if len(one.text.split()) in _MATTER_WORDS}, key=_shuffled)
    every = [*told, *(Utterance(text=text, does=None) for text in matters[:_MATTERS])]
    return [one for one in every if features(one.text)]


def learn(utterances: Sequence[Utterance]) -> Model:
    """A model of what *utterances* do: each act by itself."""
    rows, columns = _rows(utterances), []
    for act in LEARNT:
        used = [at for at, one in enumerate(utterances) if one.does is not None or act in _NEVER_IN_MATTERS]
        does = [act in (utterances[at].does or ()) for at in used]
        weights = [_MATTER_WEIGHS if utterances[at].does is None else 1.0 for at in used]
        machine = LogisticRegression(C=_STRENGTH, solver="liblinear", random_state=SEED)
        columns.append(machine.fit(rows[used], does, sample_weight=weights))
    weights_of_all = np.hstack([one.coef_.T for one in columns])
    return artefact.model(LEARNT, weights_of_all, np.concatenate([one.intercept_ for one in columns]))


def fingerprint(utterances: Sequence[Utterance]) -> str:
    """What was learnt from: the texts as they are seen, and what they do."""
    digest = hashlib.sha256()
    for one, (at, _) in zip(utterances, _seen(utterances), strict=True):
        digest.update(at.tobytes() + repr(None if one.does is None else sorted(one.does)).encode())
    return digest.hexdigest()


def _shuffled(text: str) -> int:
    return crc32(text.encode())


def _seen(utterances: Sequence[Utterance]) -> list[tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]]:
    return [seen for one in utterances if (seen := features(one.text))]


def _rows(utterances: Sequence[Utterance]) -> csr_matrix:
    seen = _seen(utterances)
    starts = np.cumsum([0, *(len(at) for at, _ in seen)])
    places, weights = (np.concatenate(parts) for parts in zip(*seen, strict=True))
    rows = csr_matrix((weights.astype(np.float64), places, starts), shape=(len(seen), SIZE))
    rows.sum_duplicates()
    return rows
