"""Labelled messages are read as they are written, and a bad line is told by file and number."""

import json
from pathlib import Path

import pytest

from channels.codes import ContacterType, Flag, MatterType, Reason, Urgency
from nlu.evaluation import samples
from nlu.evaluation.samples import SampleError

LINE = {
    "id": "x1", "channel": "chat", "language": "fi", "subject": None, "text": "Isä kaatui.", "contacter": None,
    "reason": "acute_health", "also_acceptable_reasons": ["home_care"], "urgency": "emergency",
    "also_acceptable_urgency": ["urgent"], "about": "other", "municipality": None, "tags": ["near_miss"],
}  # fmt: skip


def written(folder: Path, *lines: dict[str, object], name: str = "one.jsonl") -> Path:
    file = folder / name
    file.write_text("\n".join(json.dumps(line) for line in lines) + "\n\n", "utf-8")
    return file


def test_a_line_becomes_a_sample(tmp_path):
    (sample,) = samples.read(written(tmp_path, LINE))

    assert (sample.id, sample.subject, sample.contacter) == ("x1", "", ContacterType.UNKNOWN)
    assert sample.reasons == {Reason.ACUTE_HEALTH, Reason.HOME_CARE}
    assert sample.urgencies == {Urgency.EMERGENCY, Urgency.URGENT}
    assert (sample.matter_type, sample.matter_types, sample.flags) == (None, frozenset(), None)
    assert sample.is_near_miss


def test_later_labels_and_unknown_keys_are_welcome(tmp_path):
    more = {"matter_type": "advice", "also_acceptable_matter_types": ["feedback"], "flags": ["fall"], "style": "x"}
    (sample,) = samples.read(written(tmp_path, LINE | more))

    assert sample.matter_types == {MatterType.ADVICE, MatterType.FEEDBACK}
    assert sample.flags == {Flag.FALL}


def test_no_flags_is_something_else_than_flags_that_nobody_has_labelled(tmp_path):
    (sample,) = samples.read(written(tmp_path, LINE | {"flags": []}))

    assert sample.flags == frozenset()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"reason": "headache"}, "reason: Input should be"),
        ({"also_acceptable_urgency": ["soonish"]}, "also_acceptable_urgency.0: Input should be"),
        ({"flags": ["falling"]}, "flags"),
        ({"text": None}, "text: Input should be a valid string"),
    ],
)
def test_a_wrong_code_is_told_by_file_line_and_field_without_the_words(tmp_path, change, said):
    file = written(tmp_path, LINE, LINE | {"id": "x2"} | change)

    with pytest.raises(SampleError) as caught:
        samples.read(file)

    assert str(caught.value).startswith(f"{file}:2: {said}")
    assert "Isä" not in str(caught.value)


def test_a_missing_field_is_told(tmp_path):
    without = {key: value for key, value in LINE.items() if key != "municipality"}

    with pytest.raises(SampleError, match=r"one\.jsonl:1: municipality: ") as caught:
        samples.read(written(tmp_path, without))

    assert "Isä" not in str(caught.value)


@pytest.mark.parametrize(("content", "line"), [(b'{"id": \n', 1), (b"[]\n", 1), (b'\n{"id": "\xff"}\n', 2)])
def test_what_is_no_json_object_is_told(tmp_path, content, line):
    (tmp_path / "bad.jsonl").write_bytes(content)

    with pytest.raises(SampleError) as caught:
        samples.read(tmp_path / "bad.jsonl")

    assert caught.value.line == line


def test_a_folder_is_read_without_its_second_labels(tmp_path):
    written(tmp_path, LINE | {"id": "b"}, name="b.jsonl")
    written(tmp_path, LINE | {"id": "a"}, name="a.jsonl")
    labels = {key: LINE[key] for key in ("id", "reason", "urgency", "contacter", "about", "municipality")}
    second = written(tmp_path, labels, name="second.jsonl")

    assert [one.id for one in samples.read(tmp_path)] == ["a", "b"]
    assert samples.second_of(tmp_path) == second
    assert [one.id for one in samples.read_labels(second)] == ["x1"]


def test_an_id_is_taken_once_in_a_folder(tmp_path):
    written(tmp_path, LINE, name="a.jsonl")
    written(tmp_path, LINE, name="b.jsonl")

    with pytest.raises(SampleError, match=r"b\.jsonl:1: id x1 is taken by a\.jsonl:1"):
        samples.read(tmp_path)


def test_an_empty_folder_an_empty_file_and_none_at_all_are_told(tmp_path):
    with pytest.raises(SampleError, match=r"no file in this folder ends in \.jsonl"):
        samples.read(tmp_path)
    with pytest.raises(SampleError, match="it holds no message"):
        samples.read(written(tmp_path))
    with pytest.raises(SampleError, match="it cannot be read"):
        samples.read(tmp_path / "none.jsonl")
