"""The whole dialogue graph, walked: every state that any row of messages leads to, with every kind of message in it."""

from dataclasses import replace
from functools import cache
from itertools import product

import pytest

from channels.chat.bot import MOST_QUESTIONS, answer
from channels.chat.dialogue import BEGUN, Deed, Dialogue, Offer, Step, Topic, dump, load
from channels.chat.heard import Choice, Heard, Mood, Short, Told, Way, pressed
from channels.codes import About, Reason

OFFERS = (Offer(person_now=True, answers=True), Offer())
TOLD = (
    Told(),
    Told(need=True, reasons=(Reason.HOME_CARE,), municipality="Pori", over_75=True),
    Told(about=About.OTHER),
    Told(reachable=True),
)
HEARD = (
    *(Heard(told=told) for told in TOLD),
    *(Heard(short=short) for short in Short),
    *(Heard(way=way) for way in Way),
    *(Heard(mood=mood) for mood in Mood),
    Heard(danger=True),
    Heard(asks=True),
    Heard(doubts=True),
)
SILENT = Heard()


@cache
def reached() -> tuple[Dialogue, ...]:
    """Every state that some row of messages leads to."""
    found, waiting = {BEGUN}, [BEGUN]
    while waiting:
        dialogue = waiting.pop()
        for heard, offer in product(HEARD, OFFERS):
            after = answer(dialogue, heard, offer).dialogue
            if after not in found:
                found.add(after)
                waiting.append(after)
    return tuple(found)


@cache
def moves():
    """Every message in every state, and what the bot makes of it."""
    return tuple(
        (dialogue, heard, offer, answer(dialogue, heard, offer))
        for dialogue in reached()
        for heard, offer in product(HEARD, OFFERS)
    )


def test_the_walk_ends_and_comes_everywhere():
    assert {dialogue.step for dialogue in reached()} == set(Step)
    assert {topic for dialogue in reached() for topic in dialogue.asked} == set(Topic)
    assert {dialogue.done for dialogue in reached()} == {None, *Deed}


@pytest.mark.parametrize("wish", [Heard(way=Way.PERSON), pressed(Choice.PERSON), Heard(danger=True)])
def test_from_every_state_a_person_is_one_step_away_and_then_the_bot_is_silent(wish):
    for dialogue, offer in product(reached(), OFFERS):
        turn = answer(dialogue, wish, offer)
        assert turn.dialogue.step is Step.HANDED
        if dialogue.step is not Step.HANDED:
            assert turn.deed is (Deed.NOW if offer.person_now else Deed.LATER)
        for heard in HEARD:
            after = answer(turn.dialogue, heard, offer)
            asks_again = heard.way is Way.PERSON and turn.dialogue.done is Deed.LATER
            assert asks_again or (after.says, after.choices, after.deed) == ((), (), None)


def test_a_person_can_always_be_pressed_for():
    for dialogue, _, _, turn in moves():
        if dialogue.step is not Step.HANDED:
            assert turn.says
            assert Choice.PERSON in turn.choices or turn.dialogue.step is Step.HANDED


def test_at_most_five_questions_are_asked_none_twice_and_one_at_a_time():
    for dialogue, _, _, turn in moves():
        assert len(turn.dialogue.asked) <= MOST_QUESTIONS
        assert dialogue.asked <= turn.dialogue.asked
        asks = [said for said in turn.says if said.startswith("ask-")]
        assert len(asks) <= 1
        if asks and turn.dialogue.asking is dialogue.asking:
            assert turn.says[0] == "a-machine", "only who asks who we are is asked the same again"


def test_what_was_told_is_not_asked():
    known = {
        Topic.NEED: lambda told: told.need or told.reasons,
        Topic.WHOSE: lambda told: told.about,
        Topic.MUNICIPALITY: lambda told: told.municipality,
        Topic.AGE: lambda told: told.over_75 is not None,
        Topic.KNOWS: lambda told: told.knows is not None or told.about is not About.OTHER,
        Topic.REACH: lambda told: told.reachable,
    }
    for dialogue, heard, _, turn in moves():
        for topic in turn.dialogue.asked - dialogue.asked:
            assert not known[topic](turn.dialogue.told), (dialogue, heard)


def test_every_end_says_what_becomes_of_it():
    for dialogue, _, _, turn in moves():
        if turn.dialogue.step in {Step.ENDED, Step.HANDED}:
            assert turn.dialogue.done is not None
        if turn.dialogue.step is Step.ENDED is not dialogue.step:
            assert turn.says[-1] == "end"


def test_only_who_said_that_the_service_was_the_answer_is_taken_for_answered():
    for dialogue, heard, _, turn in moves():
        if turn.dialogue.done is Deed.ANSWER is not dialogue.done:
            assert dialogue.step is Step.ANSWERED
            assert heard.short in {Short.YES, Short.BYE}


def test_nobody_is_called_of_whom_no_number_is_known():
    for _, _, _, turn in moves():
        if turn.deed is Deed.CALL:
            assert turn.dialogue.told.reachable


@pytest.mark.parametrize("heard", [SILENT, *(Heard(short=short) for short in Short), Heard(mood=Mood.JOKING)])
def test_who_says_the_same_again_and_again_comes_to_an_end_or_a_person(heard):
    for offer in OFFERS:
        after = {dialogue: answer(dialogue, heard, offer).dialogue for dialogue in reached()}
        for begun in reached():
            dialogue = begun
            for _ in range(14):
                dialogue = after[dialogue]
            assert dialogue.step in {Step.HANDED, Step.ENDED, Step.MORE}


def test_a_dialogue_is_stored_and_read_as_it_was():
    for dialogue in reached():
        assert load(dump(dialogue)) == dialogue


def test_a_willing_daughter_gets_an_assessment():
    first = Told(need=True, about=About.OTHER, reasons=(Reason.HOME_CARE,))
    rows = [
        (Heard(told=first), ("ask-municipality",)),
        (Heard(told=Told(municipality="Pori")), ("ask-age",)),
        (Heard(short=Short.YES), ("ask-knows",)),
        (Heard(short=Short.YES), ("said-back",)),
        (Heard(short=Short.YES), ("ways",)),
        (Heard(way=Way.ASSESSMENT), ("ask-reach",)),
        (Heard(told=Told(reachable=True)), ("recorded-assessment", "anything-else")),
        (Heard(short=Short.NO), ("end",)),
    ]
    dialogue = BEGUN
    for heard, says in rows:
        turn = answer(dialogue, heard, Offer(person_now=True))
        assert turn.says == says
        dialogue = turn.dialogue
    assert dialogue.done is Deed.ASSESS
    assert dialogue.told == replace(first, municipality="Pori", over_75=True, knows=True, reachable=True)


def test_who_says_not_her_but_him_is_understood_anew():
    dialogue = Dialogue(step=Step.CHECKING, told=Told(need=True, about=About.SELF))

    turn = answer(dialogue, Heard(short=Short.NO, told=Told(about=About.OTHER)), Offer())

    assert turn.says == ("said-back",)
    assert turn.dialogue.told.about is About.OTHER


def test_who_asks_whether_it_is_a_machine_is_told_and_asked_the_same_again():
    asking = answer(BEGUN, SILENT, Offer()).dialogue

    turn = answer(asking, Heard(doubts=True), Offer())

    assert turn.says == ("a-machine", f"ask-{asking.asking}")
    assert Choice.PERSON in turn.choices


def test_who_is_angry_is_asked_nothing_more():
    turn = answer(BEGUN, Heard(mood=Mood.ANGRY), Offer(person_now=True))

    assert turn.says == ("angry", "ways")


def test_a_plain_answer_to_what_was_asked_is_understood_and_no_strike():
    """A need in a word that names no reason, and an age in figures: neither says anything unless it was asked for."""
    asking_need = answer(BEGUN, Heard(told=Told(about=About.SELF, municipality="Pori")), Offer())
    assert asking_need.says == ("ask-need",)

    asking_age = answer(asking_need.dialogue, SILENT, Offer())
    assert asking_age.says == ("ask-age",)
    told = answer(asking_age.dialogue, Heard(years=84), Offer())

    assert (asking_age.dialogue.strikes, told.dialogue.strikes) == (0, 0)
    assert told.says == ("said-back",)
    assert told.dialogue.told.over_75
