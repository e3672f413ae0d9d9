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


def under_ever_new_addresses_without_a_thread(them, letter):
    """Nothing names our letter: what gives it away is that it answers, and says the same again but for a number."""
    number = next(them.numbers)
    return [them.written(f"Vastaus {number}", subject="VS: Asianne", sender=f"robotti.{number}@robot.example")]


def under_ever_new_addresses_in_its_own_words(them, letter):
    """No two of its texts are alike, but each quotes our letter."""
    words = f"{'xy' * next(them.numbers)}\n\n{letter.get_body(('plain',)).get_content()}"
    return [them.written(words, sender=f"{'ab' * next(them.numbers)}@robot.example")]


def under_tags_in_its_own_words(them, letter):
    return [them.written("z" * next(them.numbers), sender=f"maija+{next(them.numbers)}@citizen.example")]


def under_ever_new_tags_with_our_subject(them, letter):
    number = next(them.numbers)
    words = f"Hei, pyyntönne käsittelijä on tiimi {number}."
    return [them.written(words, subject=f"Re: {letter['Subject']}", sender=f"tuki+{number}@robot.example")]


def twice_under_ever_new_tags(them, letter):
    numbers = next(them.numbers), next(them.numbers)
    return [
        them.written(f"Hei, käsittelijä {number}.", subject="VS: Asianne", sender=f"tuki+{number}@robot.example")
        for number in numbers
    ]


def twice_under_ever_new_addresses(them, letter):
    return [
        *under_ever_new_addresses_without_a_thread(them, letter),
        *under_ever_new_addresses_without_a_thread(them, letter),
    ]


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
        under_ever_new_addresses_without_a_thread,
        under_ever_new_addresses_in_its_own_words,
        under_tags_in_its_own_words,
        under_ever_new_tags_with_our_subject,
        twice_under_ever_new_tags,
        twice_under_ever_new_addresses,
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


NURSES = {
    "Kaisa": "Rouva on kotiutumassa huomenna ja tarvitsee kotihoidon käynnit aamuin illoin.",
    "Liisa": "Potilaallamme ei ole omaisia, kuka järjestää ateriat?",
    "Minna": "Lonkkamurtuma leikattu, kotona kolme porrasta. Pyydän arviota.",
    "Noora": "Hei, mistä saan teidän lomakkeenne?",
    "Outi": "Muistisairas herra, puoliso uupunut. Lyhytaikaishoito?",
    "Pirjo": "Haavahoidot joka toinen päivä, kuka jatkaa?",
    "Raija": "Tytär pyytää soittoa ennen kotiutusta.",
    "Sanna": "Turvapuhelin olisi tarpeen, kaatunut kahdesti.",
    "Tiina": "Apuvälineet haettu, käynnit puuttuvat vielä.",
    "Ulla": "Voisiko palveluohjaaja käydä osastolla torstaina?",
}


async def test_ten_nurses_of_one_hospital_who_write_on_one_day_are_each_acknowledged(services, relay, clock):
    for number, (name, words) in enumerate(NURSES.items()):
        sender = f"{name.lower()}.hoitaja@sairaala.example"
        await deliver(services, mail(words, subject="Kotiutus", sender=sender, own_id=f"n{number}"))
        await work(services)
        clock.forward(minutes=15)

    assert len({one.recipient for one in relay.taken}) == 10


async def test_ten_wards_that_send_the_same_words_at_one_moment_are_each_acknowledged(services, relay):
    for ward in range(10):
        sender = f"osasto{ward}@sairaala.example"
        await deliver(services, mail(f"Osasto {ward} kysyy kotihoidon hintoja.", sender=sender, own_id=f"w{ward}"))
        await work(services)

    assert len({one.recipient for one in relay.taken}) == 10


async def test_ten_people_who_fill_in_the_same_words_are_each_acknowledged(services, relay, clock):
    for number, name in enumerate(NURSES):
        original = mail("Liitteenä lähete.", subject="Lähete", sender=f"{name}@sairaala.example", own_id=f"p{number}")
        await deliver(services, original.replace(b"Maija =?utf-8?q?Meik=C3=A4l=C3=A4inen?=", name.encode()))
        await work(services)
        clock.forward(minutes=15)

    assert len({one.recipient for one in relay.taken}) == 10


async def test_many_who_turn_to_us_in_the_same_words_are_each_acknowledged(services, relay, clock):
    for number in range(12):
        await deliver(
            services, mail(f"Tarvitsen apua, {number}.", sender=f"m{number}@citizen.example", own_id=f"s{number}")
        )
        await work(services)
        clock.forward(minutes=10)

    assert len(relay.taken) == 12
