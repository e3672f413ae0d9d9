"""The usual way with scikit-learn: TF-IDF of words and of letter groups, and a linear SVC."""

import pickle
from pathlib import Path

import reading  # beside this file
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_pipeline, make_union
from sklearn.svm import LinearSVC

_MODEL = "tfidf.pickle"


def _learn(folder: Path) -> None:
    rows = reading.lines(folder / "texts.jsonl")
    seen = make_union(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2),
    )
    machine = make_pipeline(seen, LinearSVC(C=0.5, class_weight="balanced", random_state=1))
    machine.fit([row["text"] for row in rows], [row["reason"] for row in rows])
    (folder / _MODEL).write_bytes(pickle.dumps(machine))


def _load(folder: Path) -> reading.Answer:
    machine = pickle.loads((folder / _MODEL).read_bytes())  # noqa: S301 - its own, of a moment ago
    return lambda text: str(machine.predict([text])[0])


if __name__ == "__main__":
    reading.work(_learn, _load)
