"""Loading the rules, and refusing those that would lose, lower or leak something: gaps, shadows, missing texts.

A county may write its own rules; what is checked here holds of them too.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path

from routing.acknowledgement import TextBook
from routing.book import FIELDS, Destination, Guard, Handover, Kind, Place, RuleBook, steps_of
from routing.files import HERE, ConfigurationError, Problem, Source, digest, read
from routing.reach import Box, boxes, can_hold, covers
from routing.rule import Action, DeadlineCode, Rule
from routing.tables import destinations_of, guards_of, rules_of, theme_of
from routing.text_files import load_texts
from routing.text_promises import speaks_of_answer

OWN_RULES = HERE / "rules"

# Given one of these, not every rule may hold: see `_reach` and `_guarded`.
_EMERGENCY: Box = {"urgency": frozenset({"emergency"})}
_URGENT: Box = {"urgency": frozenset({"urgent"})}
_UNSURE: Box = {"nlu_confidence": frozenset({"low"})}
_WITHOUT_CONSENT: Box = {"consent": FIELDS["consent"] - {"given"}}
_DANGER_AT_HOME: tuple[Box, ...] = (
    {"reason": frozenset({"abuse_neglect"})},
    {"flag": frozenset({"abuse"})},
    {"flag": frozenset({"violence_now"})},
)
# Who sends one of these learns nothing of what follows.
_NOTICES: Box = {"matter_type": frozenset({"concern_notice", "need_notification"})}
_QUICK = frozenset({DeadlineCode.NOW, DeadlineCode.URGENT_15MIN, DeadlineCode.URGENT_1H})

_NOT_TOGETHER = (
    (Action.START_STATUTORY_CLOCK, Action.START_CLOCK_WITHOUT_DELAY),
    (Action.START_STATUTORY_CLOCK, Action.START_STATUTORY_CLOCK_IF_NEED_CHANGED),
    (Action.START_STATUTORY_CLOCK, Action.START_STATUTORY_CLOCK_IF_NEED_EXPRESSED),
    (Action.NO_CASE_FOR_PATIENT, Action.OPEN_NEED_NOTIFICATION),
    (Action.NO_CASE_FOR_PATIENT, Action.RECORD_AS_NEED_NOTIFICATION),
    (Action.NO_CASE_FOR_PATIENT, Action.REGISTER_APPLICATION),
    (Action.NO_CASE_FOR_PATIENT, Action.CONTACT_SENDER),
    (Action.RECORD_ANONYMOUSLY, Action.REGISTER_APPLICATION),
)
# Where one of these takes the answer back, a text that promises none is told in its place.
_UNANSWERED = frozenset({Action.NO_CASE_FOR_PATIENT, Action.NO_DISCLOSURE_TO_SENDER})
# Its text says that the matter has been moved, so it has to wait until that is true.
_SAYS_MOVED = "other_county"


def load_rules(directory: Path | None = None) -> RuleBook:
    """Read and check the rules in *directory* (default: those that ship), files in order of name.

    Raises ConfigurationError at the first problem; the book it returns decides every contact.
    """
    book = read_rules(directory or OWN_RULES, load_destinations())
    for problem in check(book, load_texts()):
        raise problem.error()
    return book


def load_destinations(file: Path | None = None) -> Mapping[str, Destination]:
    """Read the destinations by code. Raises ConfigurationError."""
    return destinations_of(read(file or HERE / "destinations.toml"))


def read_rules(directory: Path, destinations: Mapping[str, Destination]) -> RuleBook:
    """Read the rules in *directory* without checking them against each other. Raises ConfigurationError."""
    files = rule_files(directory)
    sources = [read(file) for file in files]
    themes = {source.name: theme_of(source) for source in sources}
    rules = tuple(rule() for source in sources for rule in rules_of(source))
    return RuleBook(
        version=digest(files),
        rules=rules,
        guards=tuple(guard() for source in sources for guard in guards_of(source)),
        destinations=destinations,
        places=_places(sources),
        themes={name: theme for name, theme in themes.items() if theme},
        steps=steps_of(rules),
    )


def rule_files(directory: Path) -> list[Path]:
    """The rule files in *directory*, in the order in which they are asked. Raises ConfigurationError for none."""
    files = sorted(directory.glob("*.toml"))
    if not files:
        raise ConfigurationError(str(directory), 1, "there are no rule files here")
    return files


def check(book: RuleBook, texts: TextBook) -> tuple[Problem, ...]:
    """Everything that is wrong with the rules as a whole, in order of rules."""
    problems = list(_whole_book(book))
    earlier: list[Box] = []
    for rule in book.rules:
        own = (
            *alone(rule, book.destinations, texts),
            *_reach(rule, earlier, book.destinations),
            *_with_guards(rule, earlier, book.guards),
        )
        problems += [_problem(book, rule.id, problem) for problem in own]
        earlier.append(rule.when)
    return tuple(problems)


def alone(rule: Rule, destinations: Mapping[str, Destination], texts: TextBook) -> tuple[str, ...]:
    """What is wrong with one rule, whatever stands before it."""
    return (*_references(rule, destinations, texts), *_contradictions(rule), *_broken_word(rule, texts))


def _whole_book(book: RuleBook) -> Iterator[Problem]:
    ids = Counter([rule.id for rule in book.rules] + [guard.id for guard in book.guards])
    yield from (_problem(book, name, f"{name} is there twice") for name, count in ids.items() if count > 1)
    if not book.rules or book.rules[-1].when:
        place = book.rules[-1].id if book.rules else ""
        yield _problem(book, place, "the last rule must have no condition, or some contacts would be decided by none")
    for guard in book.guards:
        if not guard.answered and _UNANSWERED.isdisjoint(guard.also):
            yield _problem(book, guard.id, f"answered = false needs {' or '.join(sorted(_UNANSWERED))}")
    demanded = [(danger, Action.SAFE_CONTACT_ONLY) for danger in _DANGER_AT_HOME]
    for box, action in (*demanded, (_NOTICES, Action.NO_DISCLOSURE_TO_SENDER)):
        if not _guarded(box, action, book.guards):
            (field, codes), *_ = box.items()
            yield _problem(book, "", f"no guard adds {action} for {field} {', '.join(sorted(codes))}")


def _references(rule: Rule, destinations: Mapping[str, Destination], texts: TextBook) -> Iterator[str]:
    if rule.destination not in destinations:
        yield f"there is no destination {rule.destination!r}"
    if not texts.has(rule.acknowledgement):
        yield f"there is no text {rule.acknowledgement!r}"


def _contradictions(rule: Rule) -> Iterator[str]:
    for one, other in _NOT_TOGETHER:
        if one in rule.also and other in rule.also:
            yield f"{one} and {other} contradict each other"
    if rule.acknowledgement == _SAYS_MOVED and Action.ACK_AFTER_TRANSFER not in rule.also:
        yield f"the text {_SAYS_MOVED} says that the matter has been moved: add {Action.ACK_AFTER_TRANSFER}"


def _with_guards(rule: Rule, earlier: list[Box], guards: tuple[Guard, ...]) -> Iterator[str]:
    """What guards add to the rule, or to each other where it decides, that contradicts."""
    for pair in _NOT_TOGETHER:
        for found in product(*(_asking(action, rule, guards) for action in pair)):
            who = [guard for guard in found if guard is not None]
            but = [guard.unless for guard in who if guard.unless]
            if who and can_hold(rule.when, [*earlier, *but], *(guard.when for guard in who)):
                yield f"{pair[0]} and {pair[1]} contradict each other under {', '.join(guard.id for guard in who)}"


def _asking(action: Action, rule: Rule, guards: tuple[Guard, ...]) -> tuple[Guard | None, ...]:
    """The guards that add *action*; None where the rule itself asks for it."""
    if action in rule.also:
        return (None,)
    return tuple(guard for guard in guards if action in guard.also)


def _broken_word(rule: Rule, texts: TextBook) -> Iterator[str]:
    """What the rule's text says that will not happen."""
    if not rule.answered and texts.has(rule.acknowledgement) and speaks_of_answer(texts, rule.acknowledgement):
        yield f"the text {rule.acknowledgement} promises an answer, and answered = false says that none follows"
    if rule.answered and Action.NO_DISCLOSURE_TO_SENDER in rule.also:
        yield f"{Action.NO_DISCLOSURE_TO_SENDER} means that no answer follows: add answered = false"


def _reach(rule: Rule, earlier: list[Box], destinations: Mapping[str, Destination]) -> Iterator[str]:
    if not can_hold(rule.when, earlier):
        yield "can never hold: earlier rules catch everything that it asks for"
        return
    destination = destinations.get(rule.destination)
    if destination is None:
        return
    if (destination.kind, rule.deadline) != (Kind.EMERGENCY, DeadlineCode.NOW) and can_hold(
        rule.when, earlier, _EMERGENCY
    ):
        yield "could hold in an emergency, and would lower it"
    if rule.deadline not in _QUICK and can_hold(rule.when, earlier, _URGENT):
        yield "could hold in an urgent matter, and would lower it"
    if destination.kind is Kind.PARTNER and can_hold(rule.when, earlier, _UNSURE):
        yield "could send somebody to a partner on a guess: it can hold with nlu_confidence low"
    if _hands_over(destination) and can_hold(rule.when, earlier, _WITHOUT_CONSENT):
        yield "could hand a client's data over without consent: ask for consent given"


def _hands_over(destination: Destination) -> bool:
    """Whether the client's data goes to people who may have it by consent only."""
    to_partner = (destination.kind, destination.handover) == (Kind.PARTNER, Handover.DATA)
    return destination.needs_consent or to_partner


def _guarded(inner: Box, action: Action, guards: tuple[Guard, ...]) -> bool:
    without_exception = [guard for guard in guards if action in guard.also and not guard.unless]
    return any(covers(box, part) for guard in without_exception for box in boxes(guard.when) for part in boxes(inner))


def _problem(book: RuleBook, name: str, problem: str) -> Problem:
    place = book.places.get(name) or next(iter(book.places.values()), Place(file="rules", line=1))
    named = f"{name}: {problem}" if name else problem
    return Problem(file=place.file, line=place.line, problem=named)


def _places(sources: list[Source]) -> Mapping[str, Place]:
    return {
        table["id"]: Place(file=source.name, line=source.line(f'"{table["id"]}"'))
        for source in sources
        for kind in ("rule", "guard")
        for table in source.tables.get(kind, [])
    }
