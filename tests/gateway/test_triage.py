import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from channels.codes import ContacterType, Flag, Language, MatterType, Reason, Urgency
from gateway.commands.triage import Triage
from nlu.reading import Message
from routing.rule import DeadlineCode
from tests.factories import EMERGENCY

NOW = datetime(2026, 11, 16, 7, 30, tzinfo=UTC)
NEED = "Äitini Porissa ei enää pärjää kotona yksin ja tarvitsee apua joka päivä. Hän on 84-vuotias."
KEYS = [
    "about", "abstained", "acknowledgement", "alternatives", "contacter", "deadlines", "destination", "engine",
    "evidence", "flags", "hetu_found", "id", "language", "matter_type", "model", "municipality", "reason",
    "reason_confidence", "reasons", "rule", "urgency",
]  # fmt: skip


@pytest.fixture(scope="session")
def triage(loaded):
    return Triage(
        engine=loaded.engine,
        rules=loaded.rules,
        texts=loaded.acknowledgements,
        calendar=loaded.calendar,
        house=loaded.house,
    )


@pytest.fixture(scope="session")
def asked(triage):
    def ask(text=NEED, now=NOW, **fields):
        return json.loads(triage.line(json.dumps({"id": "7", "text": text} | fields), now))

    return ask


def test_an_answer_has_every_key_that_programs_rely_on(asked):
    answer = asked(subject="Äidin asia", channel="web_form")

    assert sorted(answer) == KEYS
    assert [sorted(one) for one in answer["deadlines"]] == [["code", "due"]] * len(answer["deadlines"])
    assert sorted(answer["acknowledgement"]) == ["language", "template", "text"]
    assert sorted(answer["alternatives"][0]) == ["confidence", "reason"]
    assert sorted(answer["evidence"][0]) == ["end", "start", "text", "where", "why"]


def test_codes_are_codes_of_ours(asked, triage):
    answer = asked()

    assert answer["id"] == "7"
    assert answer["language"] in set(Language)
    assert answer["contacter"] in set(ContacterType)
    assert answer["matter_type"] in set(MatterType)
    assert answer["reason"] == answer["reasons"][0]
    assert set(answer["reasons"]) <= set(Reason)
    assert set(answer["flags"]) <= set(Flag)
    assert answer["urgency"] in set(Urgency)
    assert answer["about"] in {"self", "other", None}
    assert answer["destination"] in triage.house.destinations
    assert {deadline["code"] for deadline in answer["deadlines"]} <= set(DeadlineCode)


def test_due_dates_are_in_helsinki_with_their_offset(asked):
    winter = asked(received_at="2026-11-16T09:30:00+02:00")
    summer = asked(received_at="2026-06-15T09:30:00+03:00")

    assert {"code": "statutory_7wd_start", "due": "2026-11-25T23:59:59+02:00"} in winter["deadlines"]
    assert all(deadline["due"].endswith("+03:00") for deadline in summer["deadlines"])


def test_tomorrow_is_the_day_after_it_was_received(asked):
    answer = asked("Äiti kotiutuu huomenna sairaalasta.", received_at="2026-11-23T23:30:00+02:00")

    assert ("day:2026-11-24", "huomenna") in {(one["why"], one["text"]) for one in answer["evidence"]}


def test_without_a_time_it_was_received_now(asked):
    assert asked()["deadlines"] == asked(received_at=NOW.isoformat())["deadlines"]


def test_evidence_is_counted_in_code_points_of_its_field(asked):
    answer = asked(text="👵🏽 " + NEED, subject="🌧️ Rauma")

    fields = {"text": "👵🏽 " + NEED, "subject": "🌧️ Rauma"}
    assert answer["evidence"]
    for span in answer["evidence"]:
        assert fields[span["where"]][span["start"] : span["end"]] == span["text"]


def test_no_identity_code_is_said_again_in_the_evidence(asked):
    answer = asked(
        text="Pumppu lakkasi yöllä surisemasta, isä 010594Y9032 hengittää kummallisesti, odotanko maanantaihin"
    )

    assert answer["hetu_found"] == ["010594Y9032"]
    assert answer["evidence"]
    assert "010594Y9032" not in json.dumps(answer["evidence"])


@pytest.mark.parametrize(
    "code", ["120340-901J", "12 03 40 - 901 J", "120340-\n901J", "12.03.40-901J", "120340\u00ad901J"]
)
@pytest.mark.parametrize(
    "text",
    [
        "Äiti {} kaatui kotona ja tarvitsee rollaattorin.",
        "Isä on sekava ja ja {} ja hengitys korisee eikä hän herää kunnolla, huulet sinertävät",
        "Mamma {} har ramlat och kommer inte upp, ring mig",
    ],
)
def test_no_part_of_an_identity_code_is_evidence(asked, text, code):
    written = f"👵🏽 {text.format(code)}"
    answer = asked(written, subject=f"Re: {code} rollaattori")

    assert answer["hetu_found"] == ["120340-901J"]
    assert answer["evidence"]
    assert "901" not in json.dumps(answer["evidence"])
    fields = {"text": written, "subject": f"Re: {code} rollaattori"}
    for span in answer["evidence"]:
        stands = fields[span["where"]][span["start"] : span["end"]]
        assert stands.replace(code, "[hetu-0001]") == span["text"] or stands == code


def test_a_contact_is_read_as_the_pipeline_reads_it(asked, triage):
    answer = asked("Äiti 120340-901J kaatui kotona ja tarvitsee rollaattorin.")
    reading = triage.engine.read(Message(text="Äiti [hetu-0001] kaatui kotona ja tarvitsee rollaattorin."))

    assert [span["text"] for span in answer["evidence"]] == [span.text for span in reading.evidence]
    assert answer["reason_confidence"] == round(reading.reason_confidence, 4)


def test_the_acknowledgement_says_the_given_id_as_reference(asked):
    assert "SAT-7F3K" in asked(id="SAT-7F3K", channel="web_form")["acknowledgement"]["text"]


def test_ordinary_mail_is_answered_neutrally_and_a_form_is_not(asked):
    assert asked(channel="email")["acknowledgement"]["template"] == "email_body"
    assert asked(channel="web_form")["acknowledgement"]["template"] != "email_body"


def test_where_every_word_is_a_danger_there_is_none(asked):
    assert asked("Poikani lyö minua ja vie eläkkeeni. Pelkään häntä.", channel="email")["acknowledgement"] is None


def test_an_emergency_is_one(asked):
    answer = asked(EMERGENCY)

    assert (answer["urgency"], answer["destination"], answer["deadlines"][0]["code"]) == (
        "emergency", "emergency_112", "now"
    )  # fmt: skip


def test_identity_codes_are_found_once_each_in_order(asked):
    answer = asked(text="Tunnus 131052-308T, toistan 131052-308T.", subject="150735-9998")

    assert answer["hetu_found"][-1:] == ["131052-308T"]
    assert len(answer["hetu_found"]) == len(set(answer["hetu_found"]))


def test_nothing_written_is_answered_too(asked):
    assert asked("")["contacter"] == "unknown"
    assert asked(None, subject=None)["municipality"] is None


@pytest.mark.parametrize(
    ("line", "own_id"),
    [
        ("{", None),
        ("[1]", None),
        ('{"text": "ilman tunnusta"}', None),
        ('{"id": "1", "channel": "pigeon"}', "1"),
        ('{"id": "1", "received_at": "2026-11-16T09:30:00"}', "1"),
        ('{"id": 1, "text": 2}', "1"),
        ('{"id": "\\ud800", "text": "\\ud800"}', "?"),
        ("[" * 100_000, None),
        (b'{"id": "1", "text": "\xff"}', None),
    ],
    ids=["no JSON", "no object", "no id", "channel", "no offset", "types", "surrogate", "nested", "no UTF-8"],
)
def test_what_is_wrong_with_a_line_is_said_and_can_be_printed(triage, line, own_id):
    answer = triage.line(line, NOW)

    assert sorted(json.loads(answer)) == ["error", "id"]
    assert json.loads(answer)["id"] == own_id
    assert answer.encode()


@pytest.mark.parametrize("moment", ["9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00+14:00"])
def test_a_day_from_which_no_deadline_can_be_counted_is_that_lines_error(asked, moment):
    assert asked(received_at=moment) == {"id": "7", "error": "received_at: no deadline can be counted from there"}


@given(st.datetimes(timezones=st.timezones()))
@settings(max_examples=60, deadline=None)
def test_whatever_the_moment_there_are_deadlines_or_it_is_said_why_not(asked, moment):
    answer = asked("Kysyn ateriapalvelusta.", received_at=moment.isoformat())

    assert answer["deadlines"] if "rule" in answer else sorted(answer) == ["error", "id"]


@given(st.text(max_size=80), st.text(max_size=20), st.sampled_from(["email", "web_form", "chat", "sms", "phone"]))
@settings(max_examples=40, deadline=None)
def test_every_contact_is_decided(asked, text, subject, channel):
    answer = asked(text.encode("utf-8", "replace").decode(), subject=subject, channel=channel)

    assert answer["rule"]
    assert answer["deadlines"]
