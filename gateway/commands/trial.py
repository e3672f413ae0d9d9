"""Trying rules on the contacts that were decided on last: reading them in pages, and telling what would change."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from gateway import records
from gateway.faults import Step
from gateway.services import Services
from gateway.store import audit, decisions
from routing.book import RuleBook
from routing.trial import Change, Outcome, Tally

_PAGE: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What a trial has found, and of which time."""

    tally: Tally
    first: datetime | None
    last: datetime | None


async def try_rules(services: Services, book: RuleBook, most: int, tell: Callable[[int], None]) -> Tried:
    """Decide anew on the last *most* contacts, with the facts that were known then. Nothing of them is changed.

    *tell* hears after each page how many have been looked at. That it was done is audited, like every look.
    """
    tally = Tally(tried=book, running=services.rules)
    first = last = None
    before = None
    while tally.looked_at < most:
        async with services.readers() as session:
            page = await decisions.page(session, before, min(_PAGE, most - tally.looked_at))
        if not page:
            break
        for one in page:
            tally.add(one.reference, records.load_facts(one.decision["facts"]), _outcome(one.decision))
            first = one.arrived_at if first is None else min(first, one.arrived_at)
            last = one.arrived_at if last is None else max(last, one.arrived_at)
        before = page[-1].id
        tell(tally.looked_at)
    async with services.writing(Step.OPERATE) as session:
        counted = tally.looked_at
        await audit.write(session, services.now(), "rules_tried", user_id=None, rules=book.version, contacts=counted)
    return Tried(tally=tally, first=first, last=last)


def as_json(tried: Tried) -> str:
    """Everything that was found, for programs."""
    tally = tried.tally
    groups = [_group(change, references) for change, references in tally.ordered]
    versions = {"tried": tally.tried.version, "running": tally.running.version}
    return json.dumps({**versions, "counts": dict(tally.counts), "groups": groups}, ensure_ascii=False)


def as_table(tried: Tried) -> Iterator[str]:
    """The same for a terminal: counts by where from and where to, then each contact by its reference."""
    tally = tried.tally
    counts = tally.counts
    yield f"rules {tally.tried.version} tried on {counts['looked_at']} contacts; {tally.running.version} run now"
    yield f"{counts['moved']} would move, {counts['changed']} would change in their place, {counts['same']} stay"
    moves = Counter[tuple[str, str, str]]()
    for change, references in tally.ordered:
        moves[_move(change)] += len(references)
    if moves:
        yield ""
        yield from _columns(
            [("from", "to", "rules", "contacts"), *((*move, str(count)) for move, count in moves.items())]
        )
    for change, references in tally.ordered:
        yield ""
        yield f"{' '.join(_differences(change))}  ({change.was.rule} → {change.would_be.rule})"
        yield from (f"  {reference}" for reference in references)


def _outcome(stored: dict[str, Any]) -> Outcome:
    return Outcome(
        rule=stored["rule"],
        destination=stored["destination"],
        deadline=stored["deadline"],
        acknowledgement=stored["acknowledgement"],
        answered=stored.get("answered", True),
        actions=frozenset(stored["actions"]),
    )


def _group(change: Change, references: list[str]) -> dict[str, Any]:
    return {
        "was": _codes(change.was),
        "would_be": _codes(change.would_be),
        "already": change.already,
        "references": references,
    }


def _codes(outcome: Outcome) -> dict[str, Any]:
    return {
        "rule": outcome.rule,
        "destination": outcome.destination,
        "deadline": outcome.deadline,
        "acknowledgement": outcome.acknowledgement,
        "answered": outcome.answered,
        "actions": sorted(outcome.actions),
    }


def _move(change: Change) -> tuple[str, str, str]:
    was, would_be = change.was, change.would_be
    return was.destination, would_be.destination, f"{was.rule} → {would_be.rule}"


def _differences(change: Change) -> Iterator[str]:
    was, would_be = _codes(change.was), _codes(change.would_be)
    for name in ("destination", "deadline", "acknowledgement", "answered"):
        if was[name] != would_be[name]:
            yield f"{name}: {was[name]} → {would_be[name]};"
    yield from (f"+{action};" for action in sorted(change.would_be.actions - change.was.actions))
    yield from (f"-{action};" for action in sorted(change.was.actions - change.would_be.actions))


def _columns(rows: list[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
