"""Every sample mail comes out as the JSON beside it says."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from channels.email.describe import describe

SAMPLES = Path(__file__).parents[2] / "samples" / "email"


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.eml")), ids=lambda sample: sample.stem)
def test_a_sample_mail_is_described_as_expected(sample, known):
    expected = json.loads(sample.with_suffix(".json").read_text(encoding="utf-8"))

    described = json.loads(json.dumps(asdict(describe(sample.read_bytes(), sample.name, known))))

    assert {name: described[name] for name in expected} == expected


def test_there_are_samples_in_numbers():
    assert len(list(SAMPLES.glob("*.eml"))) >= 30
