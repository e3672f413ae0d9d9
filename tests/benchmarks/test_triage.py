"""How long it takes to understand and to decide. No text comes twice, so no cache can help."""

import json
import subprocess
import sys
import time
from datetime import UTC, datetime

import pytest

from channels.codes import ChannelCode
from channels.contact import Contact
from gateway import county as counties
from gateway.commands.triage import Triage
from gateway.steps import facts
from gateway.wording import House
from nlu import emergency
from nlu.read import load
from nlu.reading import Message
from routing.check import load_destinations, load_rules
from routing.decide import decide
from routing.hours import WorkingCalendar
from routing.text_files import load_texts
from tests.benchmarks.figures import Figure, percentile, show
from tests.benchmarks.messages import sentence

pytestmark = pytest.mark.alone

_NOW = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
_WORDS = 60
_READ = 1_000
_LONGEST = 100_000  # characters
_WARM_UP = 100
_LOADING = """
import time
from nlu import emergency
from nlu.read import load
from nlu.reading import Message
began = time.perf_counter()
load().read(Message(text="Äitini tarvitsee apua."))
print(time.perf_counter() - began)
"""


def _triage() -> Triage:
    county, calendar = counties.load("satakunta"), WorkingCalendar()
    house = House(
        county=county,
        hours=county.service_hours(calendar),
        destinations=load_destinations(),
        link="http://127.0.0.1:8080",
    )
    return Triage(engine=load(), rules=load_rules(), texts=load_texts(), calendar=calendar, house=house)


def test_one_message_is_triaged_within_milliseconds():
    triage = _triage()
    lines = [
        json.dumps({"id": f"m{number}", "channel": "email", "subject": "", "text": sentence(number, _WORDS)})
        for number in range(_READ + _WARM_UP)
    ]
    seconds = []
    for line in lines:
        began = time.perf_counter()
        answer = triage.line(line, _NOW)
        seconds.append(time.perf_counter() - began)
        assert "error" not in json.loads(answer)

    waited = [1_000 * second for second in seconds[_WARM_UP:]]
    show(Figure(what="triage of 60 words, cold text, p50", figure=percentile(waited, 50), unit="ms", budget=5))
    show(Figure(what="triage of 60 words, cold text, p95", figure=percentile(waited, 95), unit="ms", budget=12))


def test_the_floor_reads_every_character_of_the_longest_message():
    text = " ".join(sentence(number, _WORDS) for number in range(_LONGEST // 200))[:_LONGEST]
    hostile = {
        "words": text,
        "one letter": "a" * _LONGEST,
        "U+FDFA": "\ufdfa" * _LONGEST,
        "emoji": "😀ä" * (_LONGEST // 2),
    }
    emergency.find(Message(text=sentence(0, _WORDS)))
    for name, words in hostile.items():
        began = time.perf_counter()
        emergency.find(Message(text=words))
        waited = 1_000 * (time.perf_counter() - began)
        show(Figure(what=f"the floor over 100,000 characters, {name}", figure=waited, unit="ms", budget=150))


def test_the_engine_is_loaded_within_a_second():
    loaded = subprocess.run([sys.executable, "-c", _LOADING], capture_output=True, text=True, check=True)
    show(Figure(what="engine loaded and first text read", figure=float(loaded.stdout), unit="s", budget=1))


def test_the_rules_are_asked_thousands_of_times_a_second():
    triage = _triage()
    county, hours = triage.house.county, triage.house.hours
    known = []
    for number in range(200):
        text = sentence(number, _WORDS)
        contact = Contact(channel=ChannelCode.EMAIL, line="", arrived_at=_NOW, text=text)
        known.append(facts.build(contact, triage.engine.read(Message(text=text)), county, hours, _NOW))
    began = time.perf_counter()
    for _ in range(20):
        for each in known:
            decide(each, triage.rules)
    show(Figure(what="rules: decisions", figure=20 * len(known) / (time.perf_counter() - began), unit="/s"))
