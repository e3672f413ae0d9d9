"""Training of the classifier from the project's own sentences. The only module here that needs scikit-learn and PyYAML.

The data are in Rasa 3.1 NLU format, one file per language and reason, the reason in `metadata.reason`: one training
set for two engines. The same data give the same model, bit for bit, on one version of the libraries.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from channels.codes import Language, Reason
from nlu.linear import artefact
from nlu.linear.artefact import Model
from nlu.linear.features import SIZE, Features
from nlu.linear.score import softmax

_FOLDS = 5
_SEED = 20261122
_STRENGTH = 30.0  # of fitting against smoothing; chosen by cross-validation


class TrainingDataError(Exception):
    """A training file does not say what it must."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path = path


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One sentence and its reason."""

    language: Language
    reason: Reason
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What the training came to. Shares are of sentences that were held out in turn."""

    examples: int
    accuracy: float
    top_two: float
    by_language: tuple[tuple[Language, float], ...]
    temperature: float
    version: str


def train(data: Path, out: Path, say: Callable[[str], None]) -> Report:
    """Train on every file under *data*, write the model to *out*, tell about it through *say*."""
    examples = read_examples(data)
    say(f"{len(examples)} sentences")
    matrix = _matrix(examples)
    reasons = tuple(reason for reason in Reason if any(example.reason is reason for example in examples))
    labels = np.array([reasons.index(example.reason) for example in examples])
    held_out = _held_out(matrix, labels)
    temperature = _temperature(held_out, labels)
    classifier = _classifier().fit(matrix, labels)
    model = artefact.save(
        Model(
            reasons=reasons,
            weights=classifier.coef_.T.astype(np.float32),
            bias=classifier.intercept_.astype(np.float32),
            temperature=temperature,
            version="",
        ),
        out,
        _fingerprint(matrix, labels),
    )
    report = _report(examples, held_out, labels, model)
    say(f"held out: right {report.accuracy:.3f}, among two {report.top_two:.3f}, temperature {temperature:.3f}")
    return report


def fingerprint(data: Path) -> str:
    """What a model trained on *data* now would have learnt from: sentences, reasons and features together."""
    examples = read_examples(data)
    labels = np.array([tuple(Reason).index(example.reason) for example in examples])
    return _fingerprint(_matrix(examples), labels)


def read_examples(data: Path) -> list[Example]:
    """Every sentence under *data*, in a fixed order. Raises TrainingDataError."""
    examples: list[Example] = []
    for language in (Language.FI, Language.SV, Language.EN):
        for path in sorted((data / language).glob("*.yml")):
            examples.extend(_read(path, language))
    return examples


def _read(path: Path, language: Language) -> list[Example]:
    content = yaml.safe_load(path.read_text("utf-8"))
    if not isinstance(content, dict) or content.get("version") != "3.1":
        raise TrainingDataError(path, 'version: "3.1" is missing')
    examples: list[Example] = []
    for block in content.get("nlu", []):
        try:
            reason = Reason(block["metadata"]["reason"])
            lines = block["examples"].splitlines()
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise TrainingDataError(path, "a block needs metadata.reason and examples") from error
        texts = [line[2:].strip() for line in lines if line.startswith("- ")]
        examples.extend(Example(language=language, reason=reason, text=text) for text in texts if text)
    return examples


def _matrix(examples: list[Example]) -> csr_matrix:
    features = Features()
    rows = [features.of(example.text) for example in examples]
    starts = np.cumsum([0, *(len(indices) for indices, _ in rows)])
    columns = np.concatenate([indices for indices, _ in rows])
    values = np.concatenate([weights for _, weights in rows])
    return csr_matrix((values, columns, starts), shape=(len(rows), SIZE), dtype=np.float32)


def _fingerprint(matrix: csr_matrix, labels: npt.NDArray[np.int64]) -> str:
    parts = (matrix.indices.astype(np.int64), matrix.indptr.astype(np.int64), labels.astype(np.int64))
    return hashlib.sha256(b"".join(part.tobytes() for part in parts)).hexdigest()


def _classifier() -> LogisticRegression:
    return LogisticRegression(C=_STRENGTH, class_weight="balanced", max_iter=400, random_state=_SEED)


def _held_out(matrix: csr_matrix, labels: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """The raw score of each sentence from a model that has not seen it."""
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=_SEED)
    return np.asarray(cross_val_predict(_classifier(), matrix, labels, cv=folds, method="decision_function"))


def _temperature(scores: npt.NDArray[np.float64], labels: npt.NDArray[np.int64]) -> float:
    """The temperature that makes held-out probabilities most honest (least log loss)."""
    rows = np.arange(len(labels))

    def loss(exponent: float) -> float:
        probabilities = softmax((scores / np.exp(exponent)).astype(np.float32))
        return float(-np.log(np.maximum(probabilities[rows, labels], 1e-9)).mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-3.0, 3.0), method="bounded").x))


def _report(
    examples: list[Example], scores: npt.NDArray[np.float64], labels: npt.NDArray[np.int64], model: Model
) -> Report:
    order = np.argsort(-scores, axis=1)
    right = order[:, 0] == labels
    languages = np.array([example.language for example in examples])
    return Report(
        examples=len(examples),
        accuracy=float(right.mean()),
        top_two=float((order[:, :2] == labels[:, None]).any(axis=1).mean()),
        by_language=tuple((Language(code), float(right[languages == code].mean())) for code in np.unique(languages)),
        temperature=model.temperature,
        version=model.version,
    )
