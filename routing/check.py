"""Loading the rules, and refusing those that would lose, lower or leak something: gaps, shadows, missing texts.

A county may write its own rules; what is checked here holds of them too.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from routing.acknowledgement import TextBook, load_texts
from routing.book import Destination, Guard, Kind, Place, RuleBook, steps_of
from routing.files import HERE, ConfigurationError, Problem, Source, read
from routing.reach import Box, boxes, can_hold, covers
from routing.rule import Action, DeadlineCode, Rule
from routing.tables import destinations_of, guards_of, rules_of

_VERSION_LENGTH = 12

# Given one of these, not every rule may hold: see `_reach` and `_guarded`.
_EMERGENCY: Box = {"urgency": frozenset({"emergency"})}
_URGENT: Box = {"urgency": frozenset({"urgent"})}
_UNSURE: Box = {"nlu_confidence": frozenset({"low"})}
_DANGER_AT_HOME: tuple[Box, ...] = (
    {"reason": frozenset({"abuse_neglect"})},
    {"flag": frozenset({"abuse"})},
    {"flag": frozenset({"violence_now"})},
)
_QUICK = frozenset({DeadlineCode.NOW, DeadlineCode.URGENT_15MIN, DeadlineCode.URGENT_1H})

_NOT_TOGETHER = (
    (Action.START_STATUTORY_CLOCK, Action.START_CLOCK_WITHOUT_DELAY),
    (Action.START_STATUTORY_CLOCK, Action.START_STATUTORY_CLOCK_IF_NEED_CHANGED),
    (Action.START_STATUTORY_CLOCK, Action.START_STATUTORY_CLOCK_IF_NEED_EXPRESSED),
    (Action.NO_CASE_FOR_PATIENT, Action.OPEN_NEED_NOTIFICATION),
    (Action.NO_CASE_FOR_PATIENT, Action.RECORD_AS_NEED_NOTIFICATION),
    (Action.SAFE_CONTACT_ONLY, Action.CONTACT_SENDER),
    (Action.RECORD_ANONYMOUSLY, Action.REGISTER_APPLICATION),
)
# Its text says that the matter has been moved, so it has to wait until that is true.
_SAYS_MOVED = "other_county"


def load_rules(directory: Path | None = None) -> RuleBook:
    """Read and check the rules in *directory* (default: those that ship), files in order of name.

    Raises ConfigurationError at the first problem; the book it returns decides every contact.
    """
    book = read_rules(directory or HERE / "rules", load_destinations())
    for problem in check(book, load_texts()):
        raise problem.error()
    return book


def load_destinations(file: Path | None = None) -> Mapping[str, Destination]:
    """Read the destinations by code. Raises ConfigurationError."""
    return destinations_of(read(file or HERE / "destinations.toml"))


def read_rules(directory: Path, destinations: Mapping[str, Destination]) -> RuleBook:
    """Read the rules in *directory* without checking them against each other. Raises ConfigurationError."""
    files = sorted(directory.glob("*.toml"))
    if not files:
        raise ConfigurationError(str(directory), 1, "there are no rule files here")
    sources = [read(file) for file in files]
    rules = tuple(rule for source in sources for rule in rules_of(source))
    return RuleBook(
        version=_version(files),
        rules=rules,
        guards=tuple(guard for source in sources for guard in guards_of(source)),
        destinations=destinations,
        places=_places(sources),
        steps=steps_of(rules),
    )


def check(book: RuleBook, texts: TextBook) -> tuple[Problem, ...]:
    """Everything that is wrong with the rules as a whole, in order of rules."""
    problems = list(_whole_book(book))
    earlier: list[Box] = []
    for rule in book.rules:
        own = (*_references(rule, book, texts), *_contradictions(rule), *_reach(rule, earlier, book.destinations))
        problems += [_problem(book, rule.id, problem) for problem in own]
        earlier.append(rule.when)
    return tuple(problems)


def _whole_book(book: RuleBook) -> Iterator[Problem]:
    ids = Counter([rule.id for rule in book.rules] + [guard.id for guard in book.guards])
    yield from (_problem(book, name, f"{name} is there twice") for name, count in ids.items() if count > 1)
    if not book.rules or book.rules[-1].when:
        place = book.rules[-1].id if book.rules else ""
        yield _problem(book, place, "the last rule must have no condition, or some contacts would be decided by none")
    for danger in _DANGER_AT_HOME:
        if not _guarded(danger, book.guards):
            (field, codes), *_ = danger.items()
            yield _problem(book, "", f"no guard adds {Action.SAFE_CONTACT_ONLY} for {field} {', '.join(codes)}")


def _references(rule: Rule, book: RuleBook, texts: TextBook) -> Iterator[str]:
    if rule.destination not in book.destinations:
        yield f"there is no destination {rule.destination!r}"
    if not texts.has(rule.acknowledgement):
        yield f"there is no text {rule.acknowledgement!r}"


def _contradictions(rule: Rule) -> Iterator[str]:
    for one, other in _NOT_TOGETHER:
        if one in rule.also and other in rule.also:
            yield f"{one} and {other} contradict each other"
    if rule.acknowledgement == _SAYS_MOVED and Action.ACK_AFTER_TRANSFER not in rule.also:
        yield f"the text {_SAYS_MOVED} says that the matter has been moved: add {Action.ACK_AFTER_TRANSFER}"


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


def _guarded(danger: Box, guards: tuple[Guard, ...]) -> bool:
    (inner,) = boxes(danger)
    return any(
        Action.SAFE_CONTACT_ONLY in guard.also and any(covers(box, inner) for box in boxes(guard.when))
        for guard in guards
    )


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


def _version(files: list[Path]) -> str:
    """A digest of names and contents: the order of files is part of the rules."""
    digest = hashlib.sha256()
    for file in files:
        content = file.read_bytes()
        digest.update(f"{file.name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:_VERSION_LENGTH]
