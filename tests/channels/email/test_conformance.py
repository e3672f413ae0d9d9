"""Real and nasty mails of other projects: each is read, or unreadable, and nothing else happens to it.

They are not part of the repository; LUOTSI_CORPORA says where they lie.
"""

import os
from collections import Counter
from datetime import UTC, datetime
from itertools import takewhile
from pathlib import Path

import pytest

from channels.channel import Arrival, UnreadableError
from channels.codes import MACHINES, ChannelCode, ContactKind
from channels.email.describe import Known, describe
from channels.email.parse import parse
from channels.email.settings import LIMITS
from channels.email.view.conversation import Thread
from channels.email.view.reply import new_words
from channels.email.wire.mime import Budget, tree

CORPORA = Path(os.environ.get("LUOTSI_CORPORA", Path(__file__).parents[4] / "shared" / "corpora"))
ARRIVAL = Arrival(channel=ChannelCode.EMAIL, line="neuvonta", arrived_at=datetime(2026, 12, 1, tzinfo=UTC))
DIRECT = Thread(known=True, parent_is_ours=True, our_addresses=frozenset())

_LOST = "\ufffd"
REPORTS = {  # the only mails of machines among the mails for readers
    *("badbound.msg", "multi_address_bounce1.eml", "multi_address_bounce2.eml", "multipart_report_multiple_status.eml"),
    *("raw_email_with_mimepart_without_content_type.eml", "report_422.eml", "report_530.eml"),
}

pytestmark = pytest.mark.skipif(not CORPORA.is_dir(), reason=f"no mail corpora at {CORPORA}")


def mails(folder):
    return [
        path
        for path in sorted((CORPORA / folder).rglob("*"))
        if path.suffix in {".eml", ".msg"} or (folder == "bounce_flufl" and path.suffix == ".txt")
    ]


@pytest.mark.parametrize("folder", ["stalwart", "mime4j", "mikel_mail", "bounce_flufl", "bounce_sisimai"])
def test_every_mail_is_read_or_unreadable(folder):
    outcomes = Counter()
    for path in mails(folder):
        original = path.read_bytes()
        try:
            outcomes[parse(original, ARRIVAL).kind.value] += 1
        except UnreadableError as unreadable:
            outcomes[unreadable.problem] += 1
        assert describe(original, path.name, Known()).file == path.name

    print(folder, dict(outcomes))
    assert sum(outcomes.values()) == len(mails(folder)) >= 80


@pytest.mark.parametrize(("folder", "share"), [("bounce_flufl", 0.98), ("bounce_sisimai", 0.98)])
def test_bounces_are_known_as_bounces(folder, share):
    kinds = Counter(describe(path.read_bytes(), path.name, Known()).kind for path in mails(folder))

    print(folder, dict(kinds))
    assert kinds[ContactKind.BOUNCE] / kinds.total() >= share


def test_no_mail_of_a_person_is_taken_for_a_machines():
    kinds = {
        path.name: describe(path.read_bytes(), path.name, Known()).kind
        for folder in ("stalwart", "mime4j", "mikel_mail")
        for path in mails(folder)
    }

    assert {name for name, kind in kinds.items() if kind in MACHINES} == REPORTS
    assert {kinds[name] for name in REPORTS} == {ContactKind.BOUNCE}


@pytest.mark.parametrize("folder", ["reply_trimmer/emails", "reply_crisp", "reply_zapier"])
def test_no_answer_of_a_person_is_taken_for_a_machines(folder):
    answers = [path for path in (CORPORA / folder).rglob("*") if path.suffix in {"", ".txt"} and path.is_file()]
    head = b"From: aino@posti.example\r\nSubject: Re: x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"

    kinds = Counter(describe(head + path.read_bytes(), path.name, Known()).kind for path in answers)

    assert len(answers) >= 25
    assert not kinds.keys() & MACHINES


@pytest.mark.parametrize("folder", ["stalwart", "mime4j", "mikel_mail", "bounce_flufl", "bounce_sisimai"])
def test_no_character_is_lost_that_was_not_lost_when_the_mail_came(folder):
    lost = []
    for path in mails(folder):
        original = path.read_bytes()
        told = describe(original, path.name, Known())
        if any(_LOST in one for one in (told.subject, told.from_name, told.text, told.reply_text)):
            came = (original, *(leaf.content for leaf in tree(original, Budget(limits=LIMITS)).leaves()))
            lost += [] if any(_LOST.encode() in one for one in came) else [path.name]

    assert set(lost) <= {"rfc3464-66.eml"}  # a picture that is called text/plain


# That project keeps what is quoted above an answer; we have it already, and fold it.
QUOTED_ABOVE_AN_ANSWER = {"embedded_email_7.txt", "embedded_email_17.txt"}


def words(text):
    return text.replace(">", " ").split()


def test_reply_views_hide_no_words():
    folder = CORPORA / "reply_trimmer"
    exact, hidden = 0, set()
    for path in sorted((folder / "emails").iterdir()):
        wanted = words((folder / "trimmed" / path.name).read_text(encoding="utf-8"))
        shown = words(new_words(path.read_text(encoding="utf-8"), "Re: x", DIRECT))
        exact += wanted == shown
        if Counter(wanted) - Counter(shown):
            hidden.add(path.name)

    print("reply_trimmer: exact", exact, "of 64; words hidden in", *sorted(hidden))
    assert hidden - QUOTED_ABOVE_AN_ANSWER == set()
    assert exact >= 33


@pytest.mark.parametrize(("folder", "number"), [("reply_crisp", 80), ("reply_zapier", 20)])
def test_reply_views_begin_as_the_mail_does(folder, number):
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted((CORPORA / folder).glob("*.txt"))}
    begins = {name: [*takewhile(_is_theirs, text.strip().split("\n"))] for name, text in texts.items()}

    hidden = {
        name
        for name, lines in begins.items()
        if Counter(" ".join(lines).split()) - Counter(new_words(texts[name], "Re: x", DIRECT).split())
    }

    assert hidden == set()
    assert sum(1 for lines in begins.values() if lines) >= number


def _is_theirs(line):
    """Whether a line at the top of one of those mails is of its first paragraph, and introduces and quotes nothing."""
    return bool(line.strip()) and not line.startswith((">", "-", "_", "On ", "From:", "Sent from"))
