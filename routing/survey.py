"""Every problem in a folder of rules at once, for whoever is writing them; `load_rules` stops at the first."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from routing.acknowledgement import TextBook
from routing.book import Destination
from routing.check import alone, check, read_rules, rule_files
from routing.files import ConfigurationError, Problem, Source, read
from routing.rule import Rule
from routing.tables import guards_of, rules_of, theme_of

_Read = TypeVar("_Read")


def survey(directory: Path, destinations: Mapping[str, Destination], texts: TextBook) -> tuple[Problem, ...]:
    """Everything that is wrong with the rules in *directory*, in order of files; nothing where they can be used.

    While something cannot be read, what a rule means beside the others is not looked at: most of what would be found
    there would only follow from the rule that is missing. Raises ConfigurationError where there are no rules at all.
    """
    problems = [problem for file in rule_files(directory) for problem in _of_file(file, destinations, texts)]
    return tuple(problems) or check(read_rules(directory, destinations), texts)


def _of_file(file: Path, destinations: Mapping[str, Destination], texts: TextBook) -> list[Problem]:
    found: list[Problem] = []
    source = _read(lambda: read(file), found)
    if source is None:
        return found
    _read(lambda: theme_of(source), found)
    rules = _each(_read(lambda: rules_of(source), found), found)
    _each(_read(lambda: guards_of(source), found), found)
    own = [_problem(source, rule, words) for rule in rules for words in alone(rule, destinations, texts)]
    return sorted((*found, *own), key=lambda problem: problem.line)


def _each(readers: Iterable[Callable[[], _Read]] | None, found: list[Problem]) -> list[_Read]:
    """What could be read; what is wrong with the others is added to *found*."""
    read_ones = [_read(reader, found) for reader in readers or ()]
    return [one for one in read_ones if one is not None]


def _read(reader: Callable[[], _Read], found: list[Problem]) -> _Read | None:
    try:
        return reader()
    except ConfigurationError as wrong:
        found.append(Problem(file=wrong.file, line=wrong.line, problem=wrong.problem))
        return None


def _problem(source: Source, rule: Rule, words: str) -> Problem:
    return Problem(file=source.name, line=source.line(f'"{rule.id}"'), problem=f"{rule.id}: {words}")
