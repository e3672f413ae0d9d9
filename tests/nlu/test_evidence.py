"""The words that are shown for a reason are those that it rests on."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from channels.codes import Reason
from nlu.evaluation import samples
from nlu.evaluation.samples import Sample
from nlu.folding import tokenise
from nlu.linear import artefact, evidence
from nlu.linear.artefact import HeadName
from nlu.linear.features import Features, weighed
from nlu.linear.score import Scorer
from nlu.read import Engine
from nlu.reading import Message, Span, Where
from tests.nlu.saying import Answers

DEVELOPMENT = samples.read(Path("tests/samples/development"))
TEXTS = [
    "Isälle tarvittaisiin kolmas kotihoidon käynti illalle, hän ei saa sukkia pois eikä osaa ottaa lääkkeitä.",
    "Mamma har ramlat två gånger den här veckan och vi funderar på en trygghetstelefon till mamma.",
    "taksi taksi taksi",
    "Onko",
]


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return Scorer(artefact.load(Path("nlu/linear/model")))


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("reason", [Reason.HOME_CARE, Reason.SAFETY_TECHNOLOGY])
def test_what_the_words_add_is_all_that_the_model_says(scorer: Scorer, text: str, reason: Reason) -> None:
    model, features, tokens = scorer.model, Features(scorer.model.idf), tokenise(text)
    columns, place = model.columns(HeadName.REASON), model.head(HeadName.REASON).codes.index(reason)
    kinds = features.counted(text, tokens)
    question = np.zeros(len(model.head(HeadName.REASON).codes), np.float32)
    question[place] = 1

    added = evidence.Weighing(model, features, text, tokens, kinds).by_word(question)

    at, rows = weighed(kinds, model.idf)
    said = model.logits(at, rows[0], columns)[place] - model.bias[columns][place]
    assert added.shape == (len(tokens),)
    assert added.sum() == pytest.approx(said, abs=1e-3)


def test_the_same_word_adds_the_same_wherever_it_stands_in_the_middle(scorer: Scorer) -> None:
    text = "a b c d e f g h i taksi a b taksi c d e f g h i j k"
    features, tokens = Features(scorer.model.idf), tokenise(text)
    question = np.eye(len(Reason), dtype=np.float32)[3]

    weighing = evidence.Weighing(scorer.model, features, text, tokens, features.counted(text, tokens))
    added = weighing.by_word(question - 1 / len(Reason))

    one, other = (number for number, token in enumerate(tokens) if token.form == "taksi")
    # Their pairs with their neighbours differ.
    assert added[one] == pytest.approx(added[other], rel=0.35)


def _spans(engine: Engine, sample: Sample, theme: str) -> list[Span]:
    reading = engine.read(Message(text=sample.text, subject=sample.subject))
    return [span for span in reading.evidence if span.why.startswith(f"{theme}:")]


def _without(sample: Sample, spans: list[Span]) -> Message:
    """*sample* as a message, less what *spans* cover."""
    fields = {Where.SUBJECT: sample.subject, Where.TEXT: sample.text}
    for span in sorted(spans, key=lambda one: -one.start):
        field = fields[span.where]
        fields[span.where] = field[: span.start] + field[span.end :]
    return Message(text=fields[Where.TEXT], subject=fields[Where.SUBJECT])


def _turning(engine: Engine, count: int) -> Iterator[tuple[Sample, str, list[Span]]]:
    """The first *count* times that a word is said to decide: the message, what it would be, where the word stands."""
    for sample in DEVELOPMENT:
        by_word: dict[tuple[str, str], list[Span]] = {}
        for span in _spans(engine, sample, "without"):
            by_word.setdefault((span.why, span.text.casefold()), []).append(span)
        for (why, _), spans in by_word.items():
            yield sample, why.partition(":")[2], spans
            count -= 1
            if not count:
                return


def test_with_the_word_struck_out_luotsi_reads_what_was_told(engine: Engine) -> None:
    told, came = [], []
    for sample, reason, spans in _turning(engine, 60):
        told.append((sample.id, reason))
        came.append((sample.id, str(engine.read(_without(sample, spans)).reason)))

    assert len(told) == 60
    assert came == told


def test_words_are_shown_as_they_stand(engine: Engine) -> None:
    shown = [(one, span) for one in DEVELOPMENT[:60] for span in _spans(engine, one, "reason")]
    fields = [one.subject if span.where is Where.SUBJECT else one.text for one, span in shown]

    assert len(shown) > 200
    assert [span.text for _, span in shown] == [
        field[span.start : span.end] for field, (_, span) in zip(fields, shown, strict=True)
    ]


def test_no_words_are_shown_for_a_reason_that_they_do_not_speak_for(
    engine_saying: Callable[[Answers], Engine],
) -> None:
    # Abuse is not named on a guess: the second reason stands instead, and the words spoke for the first.
    likely = {HeadName.REASON: {Reason.ABUSE_NEGLECT: 0.57, Reason.HOME_CARE: 0.42}}

    reading = engine_saying(likely).read(Message(text="Kirjoitan teille tästä asiasta"))

    assert (reading.reason, reading.abstained) == (Reason.HOME_CARE, False)
    assert [span.why for span in reading.evidence if span.why.startswith(("reason:", "without:"))] == []
