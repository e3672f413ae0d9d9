"""The automatic advisor of the chat: what it asks, says back and offers. Pure: codes and keys of texts, never words.

    turn = answer(dialogue, heard, offer)

A person is one step away in every state, danger comes before everything, and what somebody has told is not asked again.
It never says who gets what: people decide that. Whoever begins a conversation has a Case with a dated promise from the
first message on, whatever the bot makes of it; a `Deed` is what is to become of that Case.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from channels.chat.dialogue import Deed, Dialogue, Offer, Step, Topic, Turn
from channels.chat.heard import NOTHING, Choice, Heard, Mood, Short, Told, Way
from channels.codes import About

MOST_QUESTIONS: Final = 5
_OLD: Final = 75  # years, from which the law asks for more haste
_MOST_STRIKES: Final = 2  # messages in a row that say nothing to us; then ways on are offered, or people called


def answer(dialogue: Dialogue, heard: Heard, offer: Offer) -> Turn:
    """What the bot does when it has *heard* a message in *dialogue*. Never raises."""
    if dialogue.step is Step.HANDED and not (heard.way is Way.PERSON and dialogue.done is Deed.LATER):
        return Turn(dialogue=dialogue)
    heard = replace(heard, told=_as_answer(dialogue.asking, heard))
    told = _so_far(dialogue, heard)
    if dialogue.step is Step.CHECKING and told == dialogue.told:
        heard = replace(heard, told=NOTHING)  # nothing that was not said back already
    dialogue = replace(dialogue, told=told)
    return (
        _to_people(dialogue, heard, offer)
        or _by_wish(dialogue, heard, offer)
        or _STEPS[dialogue.step](dialogue, heard, offer)
    )


_LATE: Final = frozenset({Step.OFFERING, Step.MORE, Step.ENDED})  # they chose, or choose just now


def _so_far(dialogue: Dialogue, heard: Heard) -> Told:
    """All that was told, with *heard*."""
    before, now = dialogue.told, heard.told
    if heard.corrects or (dialogue.step is Step.CHECKING and heard.short is not Short.YES):
        # Of what was said back and is told otherwise, the words are right. The matter is not told anew by each of them.
        return replace(before.and_then(now), reasons=before.reasons or now.reasons)
    return before.and_also(now)


def _as_answer(asking: Topic | None, heard: Heard) -> Told:
    """What was told, as an answer to what was asked."""
    told, short = heard.told, heard.short
    is_yes_or_no = short in {Short.YES, Short.NO}
    if asking is Topic.AGE and told.over_75 is None and (heard.years or is_yes_or_no):
        is_over = heard.years >= _OLD if heard.years else short is Short.YES
        return replace(told, over_75=is_over)
    if asking is Topic.KNOWS and is_yes_or_no:
        return replace(told, knows=short is Short.YES)
    if asking is Topic.NEED and short is None and heard.mood is not Mood.JOKING:
        # To be asked what one needs and to answer anything is to have told it: people read it, word for word.
        return replace(told, need=True)
    return told


def _to_people(dialogue: Dialogue, heard: Heard, offer: Offer) -> Turn | None:
    """In every state: danger, whoever wants a person, and whom a machine should not ask on."""
    if heard.danger:
        return _hand_over(dialogue, offer, "danger")
    if heard.way is Way.PERSON:
        return _hand_over(dialogue, offer)
    if heard.mood is Mood.OTHER_LANGUAGE:
        return _hand_over(dialogue, offer, "other-language")
    return None


def _by_wish(dialogue: Dialogue, heard: Heard, offer: Offer) -> Turn | None:
    """In every state: who speaks, a way that they choose, a question that the catalogue answers."""
    if heard.doubts:
        again = _again(dialogue, offer)
        return replace(again, says=("a-machine", *again.says))
    if heard.mood in {Mood.ANGRY, Mood.MINOR} and heard.way is None and dialogue.step not in _LATE:
        # Who is angry is asked no more, and no child is questioned: they choose how it goes on.
        return _offer(dialogue, offer, str(heard.mood))
    if heard.way is not None:
        return _go(dialogue, heard.way, offer)
    if heard.asks and offer.answers:
        return _answer(dialogue)
    if heard.asks and heard.told == NOTHING:
        return _no_service(dialogue, offer)
    return None


# --------------------------------------------------------------------------------------------- step by step


def _asking(dialogue: Dialogue, heard: Heard, offer: Offer) -> Turn:
    if heard.short is Short.BYE:
        return _end(dialogue)
    if dialogue.asking is Topic.REACH and dialogue.way is not None:
        return _record(dialogue, dialogue.way)
    if heard.mood is Mood.JOKING or (heard.told == NOTHING and heard.short is None):
        dialogue = replace(dialogue, strikes=dialogue.strikes + 1)
        if dialogue.strikes >= _MOST_STRIKES:
            return _offer(dialogue, offer, "not-understood")
    else:
        dialogue = replace(dialogue, strikes=0)
    return _ask(dialogue, offer)


def _checking(dialogue: Dialogue, heard: Heard, offer: Offer) -> Turn:
    if heard.short is Short.BYE:
        return _end(dialogue)
    is_denied = heard.corrects or heard.short is Short.NO
    if not is_denied and (heard.told == NOTHING or heard.short is Short.YES):
        return _offer(dialogue, offer)
    dialogue = replace(dialogue, strikes=dialogue.strikes + 1)
    if dialogue.strikes > _MOST_STRIKES:
        return _offer(dialogue, offer, "not-understood")
    if heard.told == NOTHING:
        return Turn(dialogue=dialogue, says=("which-is-wrong",), choices=_SKIPPING)
    return _say_back(dialogue)


def _offering(dialogue: Dialogue, heard: Heard, offer: Offer) -> Turn:
    if heard.short in {Short.NO, Short.BYE}:
        return _more(dialogue)
    return _choose_again(dialogue, offer, "choose")


def _no_service(dialogue: Dialogue, offer: Offer) -> Turn:
    """They asked what nothing in the catalogue tells."""
    if dialogue.step is Step.OFFERING:
        return _choose_again(dialogue, offer, "no-service")
    return _offer(dialogue, offer, "no-service")


def _choose_again(dialogue: Dialogue, offer: Offer, first: str) -> Turn:
    """Whoever does not choose is not asked for ever: people look at what was told."""
    dialogue = replace(dialogue, strikes=dialogue.strikes + 1)
    return _hand_over(dialogue, offer) if dialogue.strikes > _MOST_STRIKES else _offer(dialogue, offer, first)


def _answered(dialogue: Dialogue, heard: Heard, offer: Offer) -> Turn:
    if heard.short in {Short.YES, Short.BYE}:
        return _more(replace(dialogue, done=dialogue.done or Deed.ANSWER))
    return _ask(dialogue, offer)


def _after_more(dialogue: Dialogue, heard: Heard, offer: Offer) -> Turn:
    del offer
    if heard.short is Short.YES:
        return Turn(dialogue=dialogue, says=("go-on",), choices=_CLOSING)
    return _end(dialogue, *(() if heard.short else ("noted",)))


def _after_end(dialogue: Dialogue, heard: Heard, offer: Offer) -> Turn:
    """They write on: it reaches people, as all before it."""
    if heard.short is not None:
        return Turn(dialogue=dialogue, says=("still-here",), choices=(Choice.PERSON,))
    return _offer(dialogue, offer, "noted")


_STEPS: Final = {
    Step.ASKING: _asking,
    Step.CHECKING: _checking,
    Step.OFFERING: _offering,
    Step.ANSWERED: _answered,
    Step.MORE: _after_more,
    Step.ENDED: _after_end,
}


# --------------------------------------------------------------------------------------------- moves

_SKIPPING: Final = (Choice.SKIP, Choice.PERSON)
_CLOSING: Final = (Choice.NO, Choice.PERSON)
_YES_OR_NO: Final = (Choice.YES, Choice.NO, Choice.PERSON)
_PRESSES: Final[Mapping[Topic, tuple[Choice, ...]]] = {
    Topic.WHOSE: (Choice.SELF, Choice.OTHER, *_SKIPPING),
    Topic.AGE: (Choice.YES, Choice.NO, *_SKIPPING),
    Topic.KNOWS: (Choice.YES, Choice.NO, *_SKIPPING),
}


def _ask(dialogue: Dialogue, offer: Offer) -> Turn:
    """The next question that is worth asking; then what was understood."""
    topic = _next(dialogue)
    if topic is None:
        return _offer(dialogue, offer) if replace(dialogue.told, need=False) == NOTHING else _say_back(dialogue)
    asked = replace(dialogue, step=Step.ASKING, asking=topic, asked=dialogue.asked | {topic})
    return _question(asked, topic)


def _question(dialogue: Dialogue, topic: Topic) -> Turn:
    return Turn(dialogue=dialogue, says=(f"ask-{topic}",), choices=_PRESSES.get(topic, _SKIPPING))


def _next(dialogue: Dialogue) -> Topic | None:
    """What is not known and may still be asked; how to reach them is asked when they have chosen."""
    told = dialogue.told
    wanted = {
        Topic.NEED: not (told.need or told.reasons),
        Topic.WHOSE: told.about is None,
        Topic.MUNICIPALITY: told.municipality is None,
        Topic.AGE: told.over_75 is None,
        Topic.KNOWS: told.about is About.OTHER and told.knows is None,
    }
    if len(dialogue.asked - {Topic.REACH}) >= MOST_QUESTIONS - 1:
        return None
    return next((topic for topic, is_wanted in wanted.items() if is_wanted and topic not in dialogue.asked), None)


def _say_back(dialogue: Dialogue) -> Turn:
    checking = replace(dialogue, step=Step.CHECKING, asking=None)
    return Turn(dialogue=checking, says=("said-back",), choices=_YES_OR_NO)


def _offer(dialogue: Dialogue, offer: Offer, *first: str) -> Turn:
    ways = (
        *((Choice.ANSWER,) if offer.answers else ()),
        *((Choice.PERSON,) if offer.person_now else ()),
        Choice.CALLBACK,
        Choice.ASSESSMENT,
        *(() if offer.person_now else (Choice.PERSON,)),
    )
    strikes = dialogue.strikes if dialogue.step is Step.OFFERING else 0
    offering = replace(dialogue, step=Step.OFFERING, asking=None, way=None, strikes=strikes)
    return Turn(dialogue=offering, says=(*first, "ways"), choices=ways)


def _go(dialogue: Dialogue, way: Way, offer: Offer) -> Turn:
    if way is Way.ANSWER:
        return _answer(dialogue) if offer.answers else _no_service(dialogue, offer)
    if dialogue.told.reachable or Topic.REACH in dialogue.asked:
        return _record(dialogue, way)
    asked = dialogue.asked | {Topic.REACH}
    reaching = replace(dialogue, step=Step.ASKING, asking=Topic.REACH, asked=asked, way=way, strikes=0)
    return _question(reaching, Topic.REACH)


def _answer(dialogue: Dialogue) -> Turn:
    """The service is told by whoever renders this, with its source; then they are asked whether it helped."""
    answered = replace(dialogue, step=Step.ANSWERED, asking=None, way=None, strikes=0)
    return Turn(dialogue=answered, says=("service", "helped"), choices=_YES_OR_NO)


def _record(dialogue: Dialogue, way: Way) -> Turn:
    """It is done; without a number or address they come back to it by its code."""
    reachable = dialogue.told.reachable
    deed = Deed.ASSESS if way is Way.ASSESSMENT else Deed.CALL if reachable else Deed.LATER
    said = f"recorded-{way}" if reachable else f"recorded-{way}-by-code"
    turn = _more(replace(dialogue, done=deed, way=None))
    return replace(turn, says=(said, *turn.says), deed=deed)


def _more(dialogue: Dialogue) -> Turn:
    more = replace(dialogue, step=Step.MORE, asking=None, strikes=0)
    return Turn(dialogue=more, says=("anything-else",), choices=_CLOSING)


def _hand_over(dialogue: Dialogue, offer: Offer, *first: str) -> Turn:
    deed = Deed.NOW if offer.person_now else Deed.LATER
    handed = replace(dialogue, step=Step.HANDED, asking=None, way=None, strikes=0, done=deed)
    return Turn(dialogue=handed, says=(*first, f"person-{deed}"), deed=deed)


def _end(dialogue: Dialogue, *first: str) -> Turn:
    """What happens next, and by when, is told by the acknowledgement, which comes when the bot has ended."""
    done = dialogue.done or Deed.LATER
    ended = replace(dialogue, step=Step.ENDED, asking=None, way=None, strikes=0, done=done)
    return Turn(dialogue=ended, says=(*first, "end"), choices=(Choice.PERSON,), deed=done)


def _again(dialogue: Dialogue, offer: Offer) -> Turn:
    """What was said last, once more."""
    match dialogue.step:
        case Step.ASKING:
            return _question(dialogue, dialogue.asking) if dialogue.asking else _ask(dialogue, offer)
        case Step.CHECKING:
            return _say_back(dialogue)
        case Step.OFFERING:
            return _offer(dialogue, offer)
        case Step.ANSWERED:
            return Turn(dialogue=dialogue, says=("helped",), choices=_YES_OR_NO)
        case Step.MORE:
            return _more(dialogue)
    return Turn(dialogue=dialogue, says=("still-here",), choices=(Choice.PERSON,))
