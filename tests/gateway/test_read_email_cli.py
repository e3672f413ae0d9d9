import json

import pytest
from typer.testing import CliRunner

from channels.email.describe import Known
from gateway.cli import cli
from gateway.commands import read_email
from gateway.errors import ConfigurationError
from nlu.language import Detector
from tests.factories import MAIJA, mail

KEYS = [
    "attachments", "cc", "date", "file", "from_address", "from_name", "hetu_found", "in_reply_to", "kind", "language",
    "may_acknowledge", "message_id", "reply_text", "subject", "text", "threads_to", "to",
]  # fmt: skip
KNOWN = {
    "our_addresses": ["neuvonta@satakunta.example"],
    "our_message_id_domain": "luotsi.satakunta.example",
    "reference_regex": "SAT-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3}",
    "sent": [
        {
            "message_id": "1@luotsi.satakunta.example",
            "reference": "SAT-7F3K-9QXR-MD4",
            "to": MAIJA,
            "sender": "neuvonta@satakunta.example",
            "subject": "Olemme saaneet viestisi (SAT-7F3K-9QXR-MD4)",
        }
    ],
}


@pytest.fixture(scope="module")
def detector():
    return Detector()


@pytest.fixture
def known(tmp_path):
    file = tmp_path / "known.json"
    file.write_text(json.dumps(KNOWN))
    return read_email.known_from(file)


def described(original, known, detector):
    return json.loads(read_email.line(original, "1.eml", known, detector))


def test_a_line_has_every_key_that_programs_rely_on(detector):
    answer = described(mail("Hei, äiti tarvitsee apua kotona."), Known(), detector)

    assert sorted(answer) == KEYS
    assert (answer["file"], answer["from_address"], answer["from_name"]) == ("1.eml", MAIJA, "Maija Meikäläinen")
    assert (answer["to"], answer["language"], answer["kind"]) == (["neuvonta@satakunta.example"], "fi", "contact")
    assert answer["may_acknowledge"] is True


def test_what_the_gateway_knows_tells_an_answer_from_a_first_mail(known, detector):
    answer = described(mail("Kiitos", in_reply_to="<1@luotsi.satakunta.example>"), known, detector)

    assert (answer["kind"], answer["threads_to"]) == ("reply_to_our_message", "1@luotsi.satakunta.example")


def test_a_file_with_its_size_and_sum(detector):
    original = (
        b"From: maija@citizen.example\r\nSubject: Liite\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nHei\r\n'
        b'--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename="a.pdf"\r\n\r\n'
        b"abc\r\n--b--\r\n"
    )

    (attachment,) = described(original, Known(), detector)["attachments"]

    assert attachment == {
        "filename": "a.pdf",
        "size": 3,
        "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "media_type": "application/pdf",
    }


@pytest.mark.parametrize(
    "original",
    [
        b"",
        b"\xff\xfe\x00",
        b"Subject: =?utf-8?B?7aCA?=\r\n\r\n\xed\xa0\x80",
        b"Subject: =?utf-7?Q?+2AA-?=\r\nContent-Type: text/plain; charset=utf-7\r\n\r\n112 +2AA-",
    ],
)
def test_whatever_the_bytes_the_line_can_be_printed(detector, original):
    assert read_email.line(original, "-", Known(), detector).encode()


def test_a_knowledge_that_is_none_is_refused_with_its_field(tmp_path):
    file = tmp_path / "known.json"
    file.write_text('{"sent": [{"message_id": 1}]}')

    with pytest.raises(ConfigurationError, match=r"known\.json: sent\.0\.message_id"):
        read_email.known_from(file)


def test_a_file_that_is_not_there_is_named_and_the_others_are_read(tmp_path):
    there = tmp_path / "there.eml"
    there.write_bytes(mail("Hei"))

    ended = CliRunner().invoke(cli, ["read-email", str(tmp_path / "gone.eml"), str(there)])

    assert ended.exit_code == 2
    assert "gone.eml" in ended.stderr
    assert json.loads(ended.stdout)["file"] == str(there)


def test_a_mail_with_half_a_character_is_a_line_and_the_next_one_too(tmp_path):
    half, whole = tmp_path / "half.eml", tmp_path / "whole.eml"
    half.write_bytes(b"From: a@b.example\r\nContent-Type: text/plain; charset=utf-7\r\n\r\napua 112 +2AA-\r\n")
    whole.write_bytes(mail("Hei"))

    ended = CliRunner().invoke(cli, ["read-email", str(half), str(whole)])

    first, second = map(json.loads, ended.stdout.splitlines())
    assert (ended.exit_code, first["text"], second["file"]) == (0, "apua 112 \ufffd", str(whole))


def test_a_file_whose_name_is_no_text_can_be_told_of(detector):
    assert json.loads(read_email.line(mail("Hei"), "\udce4.eml", Known(), detector))["file"] == "\ufffd.eml"


def test_what_stops_the_reader_is_told_of_that_mail_alone():
    class Broken:
        def detect(self, _text):
            raise LookupError

    assert json.loads(read_email.line(mail("Hei"), "1.eml", Known(), Broken())) == {
        "file": "1.eml", "error": "LookupError"
    }  # fmt: skip
