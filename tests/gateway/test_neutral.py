"""Nothing that goes out unprotected tells what a matter is about, who looks after it, or what the person wrote."""

import re
from dataclasses import fields, replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from itertools import product

import pytest

from channels.codes import ANSWER_LANGUAGES, Language, Reason
from gateway import county as counties
from gateway import i18n
from gateway.wording import House, Said, values
from routing.acknowledgement import (
    Neutral,
    Values,
    acknowledge,
    callback_sms,
    moved_mail,
    neutral_mail,
    neutral_sms,
)
from routing.check import load_rules
from routing.decide import decide
from routing.hours import WorkingCalendar
from routing.text_files import load_texts
from routing.witness import witness
from tests.factories import NEUVONTA, deliver, work
from tests.fakes import MONDAY_MORNING

BOOK, TEXTS, WORDS = load_rules(), load_texts(), i18n.load()
COUNTIES = sorted(file.parent.name for file in counties.FOLDER.glob("*/county.toml"))
NEUTRAL = {
    "answered": neutral_mail,
    "call": lambda *given: neutral_mail(*given, Neutral.CALL),
    "unanswered": lambda *given: neutral_mail(*given, Neutral.NO_ANSWER),
    "moved": moved_mail,
    "sms": neutral_sms,
    "callback": callback_sms,
}
PERSON = "Hilkka Harmaja"
HER_WORDS = "virtsankarkailu yöllä"
# Every label that gives away where somebody is helped or with what, in every language.
LABELS = sorted(
    {label for one in BOOK.destinations.values() for label in one.labels.values()}
    | {WORDS.say(language, f"reason-{reason}") for language, reason in product(ANSWER_LANGUAGES, Reason)}
)
# Each longer word of what matters are called, but those that say nothing: any authority has services and matters.
TELLING = {word for label in LABELS for word in re.findall(r"\w{6,}", label.casefold())}
SAYS_NOTHING = {
    "advice", "another", "centre", "county", "emergency", "health", "information", "number", "person", "private",
    "privata", "service", "services",
    "hyvinvointialue", "hätänumero", "palveluista", "välfärdsområde", "wellbeing", "yhteydenotto",
}  # fmt: skip


def house_of(name):
    county = counties.load(name)
    hours = county.service_hours(WorkingCalendar())
    return House(county=county, hours=hours, destinations=BOOK.destinations, link="https://luotsi.example")


def said(destination):
    return Said(
        reference="SAT-7F3K-9QXR-MD4",
        arrived_at=MONDAY_MORNING,
        due_at=MONDAY_MORNING,
        destination=destination,
        protected=False,
    )


def gives_away(text, words=()):
    """What of it stands in *text*: labels, their longer words, the person's own words."""
    spoken, folded = set(re.findall(r"\w+", text.casefold())), text.casefold()
    whole = {label for label in (*LABELS, *words) if re.search(rf"(?<!\w){re.escape(label.casefold())}(?!\w)", folded)}
    return (TELLING - SAYS_NOTHING) & spoken | whole


@pytest.mark.parametrize("name", COUNTIES)
@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
@pytest.mark.parametrize("template", NEUTRAL)
def test_no_neutral_text_tells_where_a_matter_went_or_what_it_is(name, language, template):
    house = house_of(name)
    texts = set()
    for destination in BOOK.destinations:
        given = values(house, said(destination), language)
        answer = NEUTRAL[template](language, given, TEXTS)
        texts.add((answer.subject, answer.text))

    # One text, wherever it went: nothing can be told from a difference.
    ((subject, text),) = texts
    assert gives_away(f"{subject} {text}") == set()


@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
@pytest.mark.parametrize("template", NEUTRAL)
def test_what_is_meant_for_protected_texts_never_flows_into_a_neutral_one(template, language):
    ordinary = values(house_of("satakunta"), said("advice"), language)
    expected = NEUTRAL[template](language, ordinary, TEXTS)

    for hostile in (PERSON, HER_WORDS, "{handler}", "{missing}", *LABELS):
        given = replace(ordinary, handler=hostile, missing=hostile)
        assert NEUTRAL[template](language, given, TEXTS) == expected


def test_each_value_is_either_the_same_for_everybody_or_kept_out_of_neutral_texts():
    one, other = (values(house_of("satakunta"), said(where), Language.FI) for where in ("health_centre", "kela"))
    differing = {field.name for field in fields(Values) if getattr(one, field.name) != getattr(other, field.name)}
    used = set(
        re.findall(r"\{(\w+)\}", " ".join(text for book in TEXTS.texts.values() for text in book.neutral.values()))
    )

    assert differing == {"handler"}
    assert not used & {"handler", "missing"}


@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)
def test_no_rule_has_a_word_of_its_own_in_ordinary_mail(rule, language):
    house = house_of("pohjois-pohjanmaa")
    decision = decide(witness(rule, BOOK), BOOK)
    given = values(house, said(decision.destination), language)

    answer = acknowledge(decision, protected=False, live=True, language=language, values=given, texts=TEXTS)

    if answer is not None:
        assert gives_away(f"{answer.subject} {answer.text}") == set()


def hostile_mail(number, words, language):
    """A mail with *words* wherever a person, or their program, can put some."""
    message = EmailMessage(policy=SMTP)
    message["From"] = f'"{PERSON} {words}" <m{number}@citizen.example>'
    message["Reply-To"] = f'"{words}" <m{number}@citizen.example>'
    message["To"] = f'"{words}" <{NEUVONTA}>'
    message["Subject"] = f"{words}: {PERSON}"
    message["Message-ID"] = f"<{number}@citizen.example>"
    message["Content-Language"] = language
    hello = {"fi": "Hei, terveisin", "sv": "Hej, hälsningar från", "en": "Hello, best regards from"}[language]
    message.set_content(f"{hello} {PERSON}. {words}. {HER_WORDS}.")
    message.add_attachment(words.encode(), maintype="text", subtype="plain", filename=f"{words[:40]}.txt")
    return message.as_bytes()


async def test_no_letter_repeats_what_a_mail_says_whatever_it_says_and_in_whichever_language(services, relay):
    chosen = list(product(LABELS, ANSWER_LANGUAGES))[::7]  # each language in turn
    for number, (words, language) in enumerate(chosen):
        await deliver(services, hostile_mail(number, words, language), envelope_sender=f"m{number}@citizen.example")
    await work(services)

    letters = [message_from_bytes(taken.message, policy=SMTP) for taken in relay.taken]
    assert len(letters) > len(chosen) / 2  # some tell of danger at home, and are not answered
    for letter in letters:
        plain = letter.get_body(("plain",)).get_content()
        assert gives_away(f"{letter['Subject']} {plain}", words=(PERSON, HER_WORDS)) == set()
        assert PERSON not in letter["To"]
        assert list(letter.iter_attachments()) == []
