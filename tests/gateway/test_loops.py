"""We and a machine that answers everything: whatever it is, it hears from us three times a day at most."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import count

import pytest

from tests.factories import MAIJA, NEUVONTA, deliver, mail, work

ROUNDS = 60  # of a quarter of an hour each, or fewer where it has ended


@dataclass(slots=True)
class Counterpart:
    """Somebody at the other end; `answer` makes mails of a letter that reaches an address of theirs."""

    answer: Callable[["Counterpart", EmailMessage], Sequence[bytes]]
    numbers: count = field(default_factory=count)

    def written(self, text: str, *, subject: str = "Kysymys", sender: str = MAIJA, **headers: str) -> bytes:
        return mail(text, subject=subject, sender=sender, own_id=f"r{next(self.numbers)}", **headers)


def by_the_standard(them, letter):
    return [
        them.written(
            "Olen lomalla.", subject=f"Automaattinen vastaus: {letter['Subject']}", Auto_Submitted="auto-replied"
        )
    ]


def by_wording_alone(them, letter):
    words = "Olen vuosilomalla enkä lue tätä postia. Palaan töihin 7.1. Kiireellisissä asioissa soita vaihteeseen."
    return [them.written(words, subject=f"Re: {letter['Subject']}")]


def unlike_any_machine(them, letter):
    """Neither header nor wording nor thread gives it away."""
    return [them.written(f"Kiitos viestistä, asia {next(them.numbers)} on meillä työn alla.", subject="Asianne")]


def a_ticket_system(them, letter):
    number = 4000 + next(them.numbers)
    words = f"Hei, pyyntösi on vastaanotettu ja se on saanut numeron #{number}. Palaamme asiaan."
    return [them.written(words, subject=f"[#{number}] {letter['Subject']}")]


def under_ever_new_addresses(them, letter):
    number = next(them.numbers)
    answered = {"In_Reply_To": str(letter["Message-ID"]), "References": str(letter["Message-ID"])}
    return [them.written(f"Vastaus {number}", sender=f"robotti.{number}@robot.example", **answered)]


def a_list_that_sends_it_back(them, letter):
    """Our own letter, with what a list adds, to everybody on it: us."""
    letter["List-Id"] = "<neuvottelu.lista.example>"
    letter.replace_header("To", "neuvottelu@lista.example")
    return [letter.as_bytes()]


def our_own_system_elsewhere(them, letter):
    """Another county's Luotsi answers what it takes for a contact."""
    ours = {"Auto_Submitted": "auto-replied", "X_Auto_Response_Suppress": "All"}
    words = (
        "Hei! Hätätilanteessa soita 112. Saimme viestisi. Viitenumero on POH-7F3K-9QWX. Tämä on automaattinen viesti."
    )
    answered = {"In_Reply_To": str(letter["Message-ID"])}
    return [them.written(words, subject="Olemme saaneet viestisi (POH-7F3K-9QWX)", **ours, **answered)]


def a_server_that_bounces_to_the_sender(them, letter):
    words = (
        f"550 5.1.1 user unknown\n\nMessage-ID: {letter['Message-ID']}\n\n{letter.get_body(('plain',)).get_content()}"
    )
    return [them.written(words, subject="Undelivered Mail Returned to Sender", sender="MAILER-DAEMON@citizen.example")]


@pytest.mark.parametrize(
    "answer",
    [
        by_the_standard,
        by_wording_alone,
        unlike_any_machine,
        a_ticket_system,
        under_ever_new_addresses,
        a_list_that_sends_it_back,
        our_own_system_elsewhere,
        a_server_that_bounces_to_the_sender,
    ],
    ids=lambda answer: answer.__name__,
)
async def test_a_machine_hears_from_us_three_times_a_day_at_most(services, relay, clock, answer):
    them, heard, days = Counterpart(answer), 0, Counter()
    coming = [them.written("Mistä saan tietoa kotihoidon maksuista?")]
    for _ in range(ROUNDS):
        for original in coming:
            await deliver(services, original)
        await work(services)
        letters = [message_from_bytes(one.message, policy=policy.default) for one in relay.taken[heard:]]
        heard += len(letters)
        days[clock().date()] += len(letters)
        coming = [original for letter in letters for original in answer(them, letter)]
        clock.forward(minutes=15)
        if not coming:
            break

    assert heard >= 1
    assert max(days.values()) <= 3
    assert NEUVONTA not in {one.recipient for one in relay.taken}
