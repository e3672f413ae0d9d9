"""The words of the automatic advisor: there for all it can say, plain, and none that promises or guesses an illness."""

import re
from functools import cache
from itertools import product

import pytest

from channels.chat.bot import answer
from channels.chat.dialogue import BEGUN, Offer
from channels.chat.heard import Choice, Heard, Mood, Short, Told, Way
from channels.codes import ANSWER_LANGUAGES, About, Language
from gateway import i18n
from routing.dates import by_when
from tests.routing.given import helsinki

HEARD = (
    Heard(told=Told(need=True, about=About.OTHER)),
    Heard(told=Told(reachable=True)),
    *(Heard(short=short) for short in Short),
    *(Heard(way=way) for way in Way),
    *(Heard(mood=mood) for mood in Mood),
    Heard(danger=True),
    Heard(asks=True),
    Heard(doubts=True),
)
OFFERS = (Offer(person_now=True, answers=True), Offer())
TOLD_ELSEWHERE = {"service"}  # the catalogue's own words, with their source
PARTS = tuple(f"bot-part-{part}" for part in ("about", "age", "municipality", "reasons"))

# Every variant of every text comes up in one of these.
VARIANTS = (
    {"about": "self", "way": "callback", "answers": "yes", "person": "now", "place": 1, "minutes": 0, "over": "yes"},
    {"about": "other", "way": "assessment", "answers": "no", "person": "later", "place": 3, "minutes": 1, "over": "no"},
    {"about": "unknown", "way": "callback", "answers": "no", "person": "now", "place": 4, "minutes": 6, "over": "no"},
)
FILLED = {"name": "Kaisa", "ref": "SAT-7F3K-9QXR-MD4", "municipality": "Pori", "reasons": "uimahalli", "parts": "osat"}
ANSWER = helsinki("2026-11-25T16:00:00+02:00")

MOST_WORDS = 14
MOST_SIGNS = 28
NEVER_SAID = re.compile(
    r"asiak|klient|client|lupaa|lovar|promise|varmasti|säkert|garant|guarant|certain|definite|luulen|jag tror|i think"
    r"|saira|tauti|sjuk|illness|disease|diagn|demen|alzheimer|parkinson|masennu|depress|diabet|syöpä|cancer|stroke"
)


@cache
def said():
    """Every text that some row of messages brings up."""
    reached, waiting, keys = {BEGUN}, [BEGUN], set()
    while waiting:
        dialogue = waiting.pop()
        for heard, offer in product(HEARD, OFFERS):
            turn = answer(dialogue, heard, offer)
            keys.update(turn.says)
            if turn.dialogue not in reached:
                reached.add(turn.dialogue)
                waiting.append(turn.dialogue)
    return frozenset(keys - TOLD_ELSEWHERE)


@cache
def texts():
    return i18n.load()


@cache
def written():
    """The keys of the bot's texts, those that people's coming and going brings up among them."""
    source = (i18n.FOLDER / "fi" / "bot.ftl").read_text(encoding="utf-8")
    return tuple(re.findall(r"^(bot-[a-z-]+) =", source, re.MULTILINE))


@cache
def spoken(language):
    """Every text in every variant, as it is read."""
    date = by_when(ANSWER, language)
    return tuple(
        (key, texts().say(language, key, **FILLED, **variant, date=date)) for key in written() for variant in VARIANTS
    )


def sentences(text):
    return [sentence for sentence in re.split(r"(?<=[.?!:])\s+", text) if sentence]


@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
def test_whatever_the_bot_can_say_or_lets_press_has_words(language):
    keys = {*(f"bot-{key}" for key in said()), *(f"bot-press-{choice}" for choice in Choice), *PARTS, "bot-name"}

    assert {"bot-ask-reach", "bot-recorded-assessment-by-code", "bot-not-understood", "bot-minor"} <= keys
    assert sorted(key for key in keys if not texts().has(language, key)) == []


@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
def test_no_text_promises_guesses_an_illness_or_says_who_is_a_client(language):
    assert [key for key, text in spoken(language) if NEVER_SAID.search(text.lower())] == []


@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
def test_sentences_are_short(language):
    lengths = [len(sentence.split()) for _, text in spoken(language) for sentence in sentences(text)]

    assert sum(length <= MOST_WORDS for length in lengths) >= 0.95 * len(lengths)
    assert max(lengths) <= MOST_WORDS + 4


@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
def test_what_can_be_pressed_fits_on_a_button(language):
    labels = [texts().say(language, f"bot-press-{choice}") for choice in Choice]

    assert [label for label in labels if len(label) > MOST_SIGNS] == []
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
def test_what_is_filled_in_is_read_and_nothing_is_left_open(language):
    read = dict(spoken(language))
    held = {
        "bot-already-told": (FILLED["ref"], by_when(ANSWER, language)),
        "bot-person-comes": (FILLED["name"],),
        "bot-transferred": (FILLED["name"],),
        "bot-said-back": (FILLED["parts"],),
        "bot-part-municipality": (FILLED["municipality"],),
        "bot-part-reasons": (FILLED["reasons"],),
        "bot-person-now": ("4", "6"),
    }

    for key, values in held.items():
        assert all(value in read[key] for value in values), key
    for key, text in spoken(language):
        assert not re.search(r"[{}]|  |^\s|\s$", text), key


@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
def test_whoever_may_be_in_danger_reads_112_and_who_asks_for_a_person_what_to_press(language):
    read = dict(spoken(language))
    person = read["bot-press-person"]

    assert "112" in read["bot-danger"]
    assert "112" in read["bot-minor"]
    assert "116 117" in read["bot-person-later"]
    assert person in read["bot-a-machine"]
    assert person in read["bot-still-here"]


def test_in_nine_languages_a_person_helps_and_112_is_told_the_same_on_every_page():
    lines = {texts().say(language, "bot-other-language") for language in ANSWER_LANGUAGES}

    assert len(lines) == 1
    told = lines.pop().splitlines()
    assert len(told) == 9
    assert all("112" in line for line in told)


def test_at_the_end_it_is_asked_whether_there_is_anything_else():
    assert texts().say(Language.FI, "bot-anything-else") == "Onko muuta, mistä haluat kertoa?"
