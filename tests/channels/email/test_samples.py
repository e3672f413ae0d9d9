"""Every sample mail comes out as the JSON beside it says.

A sample is a mail as a program really writes it. Its JSON holds fields of `luotsi read-email`, word for word, and where
these would say too much: `contains` and `lacks` (of the whole text), `reply_contains` (of the reply view, in order),
`reply_words` (the reply view's words, however a table is laid out) and a `note` on what is special.
"""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from channels.email.describe import describe

SAMPLES = Path(__file__).parents[2] / "samples" / "email"
_OTHERWISE = frozenset({"note", "contains", "lacks", "reply_contains", "reply_words", "attachments"})


def _words(text):
    return " ".join(text.split())


def _attachment(found, expected):
    """*found* as far as *expected* speaks of it: a made name has only its ending in common."""
    ending = {"filename_ending": Path(found["filename"]).suffix}
    return {name: (found | ending)[name] for name in expected}


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.eml")), ids=lambda sample: sample.stem)
def test_a_sample_mail_is_described_as_expected(sample, known):
    expected = json.loads(sample.with_suffix(".json").read_text(encoding="utf-8"))

    described = json.loads(json.dumps(asdict(describe(sample.read_bytes(), sample.name, known))))

    plain = expected.keys() - _OTHERWISE
    assert {name: described[name] for name in plain} == {name: expected[name] for name in plain}
    if "attachments" in expected:
        pairs = zip(described["attachments"], expected["attachments"], strict=True)
        assert [_attachment(found, wanted) for found, wanted in pairs] == expected["attachments"]
    if "reply_words" in expected:
        assert _words(described["reply_text"]) == _words(expected["reply_words"])
    assert [one for one in expected.get("contains", []) if _words(one) not in _words(described["text"])] == []
    shown = described["text"] + described["reply_text"]
    assert [one for one in expected.get("lacks", []) if one in shown] == []
    places = [described["reply_text"].find(one) for one in expected.get("reply_contains", [])]
    assert -1 not in places
    assert places == sorted(places)


def test_there_are_samples_in_numbers():
    assert len(list(SAMPLES.glob("*.eml"))) >= 170
