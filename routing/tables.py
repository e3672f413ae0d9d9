"""From TOML tables to rules, guards and destinations, refusing every code that is not known."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NoReturn, TypeVar

from channels.codes import ANSWER_LANGUAGES, Language
from routing.book import FIELDS, Destination, Guard, Handover, Kind
from routing.files import Source
from routing.rule import Action, DeadlineCode, Rule

_Code = TypeVar("_Code", bound=StrEnum)

_RULE = frozenset({"id", "when", "destination", "deadline", "acknowledgement", "also", "because", "source"})
_GUARD = frozenset({"id", "when", "also", "because", "source"})
_DESTINATION = frozenset({"code", "kind", "handover", "needs_consent", "team", "labels"})
_OPTIONAL = frozenset({"also", "needs_consent"})


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

    def actions(self) -> tuple[Action, ...]:
        names = self.table.get("also", [])
        if not isinstance(names, list) or len(names) != len(set(map(str, names))):
            self.refuse("also must be a list without repeats", "\nalso")
        return tuple(self._one("also", name, Action) for name in names)

    def words(self, key: str) -> Mapping[Language, str]:
        table = self.table[key]
        for language in ANSWER_LANGUAGES:
            text = table.get(language) if isinstance(table, dict) else None
            if not isinstance(text, str) or not text.strip():
                self.refuse(f"{key} has no text in {language}", f"\n{key}")
        return {language: table[language] for language in ANSWER_LANGUAGES}

    def when(self) -> Mapping[str, frozenset[str]]:
        table = self.table["when"]
        if not isinstance(table, dict):
            self.refuse("when must be a table", "\nwhen")
        return {field: self._codes(field, value) for field, value in table.items()}

    def _codes(self, field: str, value: object) -> frozenset[str]:
        if field not in FIELDS:
            self.refuse(f"no fact is called {field}", "\nwhen", field)
        if isinstance(value, bool):
            value = ["true" if value else "false"]
        if not isinstance(value, list) or not value:
            self.refuse(f"{field} needs a list of codes", "\nwhen", field)
        for code in value:
            if code not in FIELDS[field]:
                self.refuse(f"{field} has no code {code!r}", "\nwhen", field, str(code))
        return frozenset(value)

    def _one(self, key: str, name: str, codes: type[_Code]) -> _Code:
        found = next((code for code in codes if code == name), None)
        return found or self.refuse(f"{key} has no code {name!r}", f"\n{key}", str(name))


def rules_of(source: Source) -> tuple[Rule, ...]:
    """The rules of one file, in order. Raises ConfigurationError."""
    return tuple(_rule(_Table(source, table, _id(source, table), _RULE)) for table in _list(source, "rule"))


def guards_of(source: Source) -> tuple[Guard, ...]:
    """The guards of one file. Raises ConfigurationError."""
    return tuple(_guard(_Table(source, table, _id(source, table), _GUARD)) for table in _list(source, "guard"))


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


def _rule(table: _Table) -> Rule:
    return Rule(
        id=table.name,
        when=table.when(),
        destination=table.text("destination"),
        deadline=table.code("deadline", DeadlineCode),
        acknowledgement=table.text("acknowledgement"),
        also=table.actions(),
        because=table.words("because"),
        source=table.text("source"),
    )


def _guard(table: _Table) -> Guard:
    return Guard(
        id=table.name,
        when=table.when(),
        also=table.actions(),
        because=table.words("because"),
        source=table.text("source"),
    )


def _destination(table: _Table) -> Destination:
    return Destination(
        code=table.text("code"),
        kind=table.code("kind", Kind),
        handover=table.code("handover", Handover),
        needs_consent=table.table.get("needs_consent") is True,
        team=table.text("team"),
        labels=table.words("labels"),
    )


def _list(source: Source, name: str) -> list[dict[str, Any]]:
    tables = source.tables.get(name, [])
    if not isinstance(tables, list):
        source.refuse(f"write [[{name}]] with two brackets", f"[{name}]")
    return tables


def _id(source: Source, table: Mapping[str, Any]) -> str:
    name = table.get("id")
    if not isinstance(name, str) or not name:
        source.refuse("a rule has no id")
    return name
