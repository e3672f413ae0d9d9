"""What tells that somebody may need one worker for all their matters: a question to a person, never a decision."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from channels.codes import ANSWER_LANGUAGES, Language, Reason
from routing.files import HERE, Source, read

FILE: Final = "triggers.toml"
# A professional who sees it with their own eyes (SR-45): no count and no line in the file, it can always be said.
PROFESSIONAL_FLAG: Final = "professional_flag"
_ADULT: Final = 18  # years
_TRIGGER = frozenset({"code", "count", "at_least", "teams", "label", "source"})
_FIELDS = frozenset({"no_service_teams", "eligibility", "trigger"})
_ELIGIBILITY = frozenset({"adults_only", "excluded_reasons", "excluded_teams"})


class Count(StrEnum):
    """What is counted of a client. Without a person who has said whose they are, only this Case's own counts."""

    CONTACTS_30D = "contacts_30d"  # in all Cases of the client, machines left out
    ACTIVE_SERVICES = "active_services"  # different destinations of open Cases with a team that gives a service
    OPEN_CASES_DIFFERENT_UNITS = "open_cases_different_units"  # different teams of open Cases
    TRANSFERS_SAME_MATTER = "transfers_same_matter"  # how often people have given this Case to another team
    EMERGENCY_DIRECTIONS_90D = (
        "emergency_directions_90d"  # Cases that went to, or were resolved by, an emergency number
    )
    TIMES_NOT_HEARD = "times_not_heard"  # contacts of this Case that say so


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """One line of the file."""

    code: str
    count: Count
    at_least: int
    teams: frozenset[str]  # empty: every team is asked
    label: Mapping[Language, str]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Eligibility:
    """Whom the coordinator's way is open to."""

    adults_only: bool
    excluded_reasons: frozenset[str]
    excluded_teams: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerBook:
    """Everything that a county decides about it."""

    triggers: tuple[Trigger, ...]
    eligibility: Eligibility
    no_service_teams: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What is known of a client whose Case is with `team`."""

    team: str
    counts: Mapping[Count, int]
    age: int | None  # in whole years; None: not known
    reasons: frozenset[str]  # of all their open Cases
    teams: frozenset[str]  # the same


def held(counted: Counted, book: TriggerBook) -> tuple[Trigger, ...]:
    """The triggers that hold, in the order of the file; none for whom the way is not open."""
    if not is_eligible(counted, book):
        return ()
    return tuple(
        trigger
        for trigger in book.triggers
        if counted.counts[trigger.count] >= trigger.at_least and (not trigger.teams or counted.team in trigger.teams)
    )


def is_eligible(counted: Counted, book: TriggerBook) -> bool:
    """Whether the coordinator's way is open to the client. Whose age nobody knows is taken for an adult."""
    rule = book.eligibility
    minor = rule.adults_only and counted.age is not None and counted.age < _ADULT
    return not minor and not (counted.reasons & rule.excluded_reasons) and not (counted.teams & rule.excluded_teams)


def words(trigger: Trigger, language: Language) -> str:
    """The trigger as it is said to an advisor."""
    return trigger.label[language].replace("{least}", str(trigger.at_least))


def load(own: Path, teams: Iterable[str]) -> TriggerBook:
    """The county's *own* file where there is one, else the one that ships; *teams* are those that there are.

    Raises ConfigurationError with file and line.
    """
    source = read(own if own.is_file() else HERE / FILE)
    _demand_fields(source, source.tables, _FIELDS, "", frozenset())
    known, tables = frozenset(teams), source.tables["trigger"]
    if not isinstance(tables, list):
        source.refuse("write [[trigger]] with two brackets", "[trigger]")
    triggers = tuple(_trigger(source, table, known) for table in tables)
    if len({trigger.code for trigger in triggers}) != len(triggers):
        source.refuse("two triggers have the same code")
    return TriggerBook(
        triggers=triggers,
        eligibility=_eligibility(source, source.tables["eligibility"], known),
        no_service_teams=_codes(source, source.tables["no_service_teams"], known, "no_service_teams"),
    )


def _eligibility(source: Source, table: dict[str, Any], teams: frozenset[str]) -> Eligibility:
    _demand_fields(source, table, _ELIGIBILITY, "[eligibility]", frozenset())
    if not isinstance(table["adults_only"], bool):
        source.refuse("adults_only must be true or false", "\nadults_only")
    return Eligibility(
        adults_only=table["adults_only"],
        excluded_reasons=_codes(source, table["excluded_reasons"], frozenset(Reason), "excluded_reasons"),
        excluded_teams=_codes(source, table["excluded_teams"], teams, "excluded_teams"),
    )


def _trigger(source: Source, table: dict[str, Any], teams: frozenset[str]) -> Trigger:
    code = str(table.get("code", ""))
    here = f'"{code}"'
    _demand_fields(source, table, _TRIGGER, here, frozenset({"teams"}))
    count = next((count for count in Count if count == table["count"]), None)
    if count is None:
        source.refuse(f"{code}: nothing is counted as {table['count']!r}", here, "\ncount")
    least = table["at_least"]
    if isinstance(least, bool) or not isinstance(least, int) or least < 1:
        source.refuse(f"{code}: at_least must be a number from 1 on", here, "\nat_least")
    label = table["label"]
    if not isinstance(label, dict) or not all(str(label.get(language, "")).strip() for language in ANSWER_LANGUAGES):
        source.refuse(f"{code}: label needs fi, sv and en", here, "\nlabel")
    return Trigger(
        code=code,
        count=count,
        at_least=least,
        teams=_codes(source, table.get("teams", []), teams, here),
        label={language: label[language] for language in ANSWER_LANGUAGES},
        source=str(table["source"]),
    )


def _demand_fields(
    source: Source, table: dict[str, Any], fields: frozenset[str], here: str, optional: frozenset[str]
) -> None:
    for field in sorted(table.keys() - fields):
        source.refuse(f"unknown field {field}", here, f"\n{field}")
    for field in sorted(fields - table.keys() - optional):
        source.refuse(f"{field} is missing", here)


def _codes(source: Source, codes: object, known: frozenset[str], here: str) -> frozenset[str]:
    if not isinstance(codes, list):
        source.refuse(f"{here} needs a list of codes", here)
    for code in codes:
        if code not in known:
            source.refuse(f"there is no {code!r}", here, str(code))
    return frozenset(codes)
