"""From TOML tables to rules, guards and destinations, refusing every code that is not known."""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from functools import partial
from typing import Any, NoReturn, TypeVar

from channels.codes import ANSWER_LANGUAGES, Language
from routing.book import FIELDS, Destination, Guard, Handover, Kind
from routing.files import Source
from routing.rule import Action, DeadlineCode, Rule

_Code = TypeVar("_Code", bound=StrEnum)

_RULE = frozenset({"id", "when", "destination", "deadline", "acknowledgement", "answered", "also", "because", "source"})
_GUARD = frozenset({"id", "when", "unless", "answered", "also", "because", "source"})
_THEME = "theme"
_IN_RULE_FILES = frozenset({_THEME, "rule", "guard"})
_DESTINATION = frozenset({"code", "kind", "handover", "needs_consent", "team", "labels"})
_OPTIONAL = frozenset({"also", "answered", "needs_consent", "unless"})


class _Table:
    """One table of a file, which says where in the file it is when something in it is wrong."""

    def __init__(self, source: Source, table: Mapping[str, Any], name: str, keys: frozenset[str]) -> None:
        self.source = source
        self.table = table
        self.name = name
        stray = sorted(table.keys() ^ keys)
        unknown = [key for key in stray if key not in keys]
        missing = [key for key in stray if key in keys - _OPTIONAL]
        if unknown:
            self.refuse(f"unknown field {unknown[0]}", f"\n{unknown[0]}")
        if missing:
            self.refuse(f"{missing[0]} is missing")

    def refuse(self, problem: str, *landmarks: str) -> NoReturn:
        self.source.refuse(f"{self.name}: {problem}", f'"{self.name}"', *landmarks)

    def text(self, key: str) -> str:
        value = self.table[key]
        if not isinstance(value, str) or not value.strip():
            self.refuse(f"{key} must be a text", f"\n{key}")
        return value

    def code(self, key: str, codes: type[_Code]) -> _Code:
        return self._one(key, self.text(key), codes)

    def yes_or_no(self, key: str, *, otherwise: bool) -> bool:
        value = self.table.get(key, otherwise)
        return value if isinstance(value, bool) else self.refuse(f"{key} must be true or false", f"\n{key}")

    def actions(self) -> tuple[Action, ...]:
        names = self.table.get("also", [])
        if not isinstance(names, list) or len(names) != len(set(map(str, names))):
            self.refuse("also must be a list without repeats", "\nalso")
        return tuple(self._one("also", name, Action) for name in names)

    def words(self, key: str) -> Mapping[Language, str]:
        missing = _without_words(self.table[key])
        if missing:
            self.refuse(f"{key} has no text in {missing[0]}", f"\n{key}")
        return {language: self.table[key][language] for language in ANSWER_LANGUAGES}

    def condition(self, key: str) -> Mapping[str, frozenset[str]]:
        table = self.table.get(key, {})
        if not isinstance(table, dict):
            self.refuse(f"{key} must be a table", f"\n{key}")
        return {field: self._codes(key, field, value) for field, value in table.items()}

    def _codes(self, key: str, field: str, value: object) -> frozenset[str]:
        where = (f"\n{key}", field)
        if field not in FIELDS:
            self.refuse(f"no fact is called {field}", *where)
        if isinstance(value, bool):
            value = ["true" if value else "false"]
        if not isinstance(value, list) or not value:
            self.refuse(f"{field} needs a list of codes", *where)
        for code in value:
            if code not in FIELDS[field]:
                self.refuse(f"{field} has no code {code!r}", *where, str(code))
        return frozenset(value)

    def _one(self, key: str, name: str, codes: type[_Code]) -> _Code:
        found = next((code for code in codes if code == name), None)
        return found or self.refuse(f"{key} has no code {name!r}", f"\n{key}", str(name))


def rules_of(source: Source) -> Iterator[Callable[[], Rule]]:
    """The rules of one file, in order, each to be read by calling it, which raises ConfigurationError.

    Raises ConfigurationError where the file as a whole is no rule file.
    """
    return (partial(_rule, source, number, table) for number, table in enumerate(_list(source, "rule")))


def guards_of(source: Source) -> Iterator[Callable[[], Guard]]:
    """The guards of one file, in the same way."""
    return (partial(_guard, source, number, table) for number, table in enumerate(_list(source, "guard")))


def theme_of(source: Source) -> Mapping[Language, str] | None:
    """What the rules of one file are about, where it says so. Raises ConfigurationError, also for a stray table."""
    stray = sorted(source.tables.keys() - _IN_RULE_FILES)
    if stray:
        source.refuse(f"a rule file has no {stray[0]}", stray[0])
    theme = source.tables.get(_THEME)
    if theme is None:
        return None
    missing = _without_words(theme)
    if missing:
        source.refuse(f"theme has no text in {missing[0]}", _THEME)
    return {language: theme[language] for language in ANSWER_LANGUAGES}


def destinations_of(source: Source) -> Mapping[str, Destination]:
    """The destinations by code. Raises ConfigurationError; a team must itself be an internal destination."""
    tables = [_Table(source, table, str(table.get("code")), _DESTINATION) for table in _list(source, "destination")]
    destinations = {table.text("code"): _destination(table) for table in tables}
    if len(destinations) != len(tables):
        source.refuse("two destinations have the same code")
    for table in tables:
        owner = destinations.get(table.text("team"))
        if owner is None or owner.kind is not Kind.INTERNAL or owner.team != owner.code:
            table.refuse(f"team {table.text('team')!r} is no internal team", "\nteam")
    return destinations


def _rule(source: Source, number: int, content: Mapping[str, Any]) -> Rule:
    table = _Table(source, content, _id(source, "rule", number, content), _RULE)
    return Rule(
        id=table.name,
        when=table.condition("when"),
        destination=table.text("destination"),
        deadline=table.code("deadline", DeadlineCode),
        acknowledgement=table.text("acknowledgement"),
        answered=table.yes_or_no("answered", otherwise=True),
        also=table.actions(),
        because=table.words("because"),
        source=table.text("source"),
    )


def _guard(source: Source, number: int, content: Mapping[str, Any]) -> Guard:
    table = _Table(source, content, _id(source, "guard", number, content), _GUARD)
    return Guard(
        id=table.name,
        when=table.condition("when"),
        unless=table.condition("unless"),
        answered=table.yes_or_no("answered", otherwise=True),
        also=table.actions(),
        because=table.words("because"),
        source=table.text("source"),
    )


def _destination(table: _Table) -> Destination:
    return Destination(
        code=table.text("code"),
        kind=table.code("kind", Kind),
        handover=table.code("handover", Handover),
        needs_consent=table.yes_or_no("needs_consent", otherwise=False),
        team=table.text("team"),
        labels=table.words("labels"),
    )


def _list(source: Source, name: str) -> list[dict[str, Any]]:
    tables = source.tables.get(name, [])
    if not isinstance(tables, list):
        source.refuse(f"write [[{name}]] with two brackets", f"[{name}]")
    return tables


def _id(source: Source, kind: str, number: int, table: Mapping[str, Any]) -> str:
    name = table.get("id")
    if not isinstance(name, str) or not name:
        source.refuse(f"a {kind} has no id", *[f"[[{kind}]]", "\n"] * number, f"[[{kind}]]")
    return name


def _without_words(table: object) -> list[Language]:
    """The languages in which *table* says nothing."""
    texts = table if isinstance(table, dict) else {}
    return [one for one in ANSWER_LANGUAGES if not isinstance(texts.get(one), str) or not texts[one].strip()]
