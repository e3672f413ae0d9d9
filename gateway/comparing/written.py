"""The comparison for a terminal and for programs. References and codes, no names."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from gateway.comparing.compared import Compared, Field, Timing
from gateway.comparing.figures import ByChannel, Difference, Figures, Share
from gateway.i18n import HELSINKI


def as_json(figures: Figures, compared: tuple[Compared, ...]) -> str:
    """Everything, one entry per contact beside the figures."""
    return json.dumps(
        {
            "since": figures.since.isoformat(),
            "at": figures.at.isoformat(),
            "contacts": figures.contacts,
            "agreement": _shares(figures.agreement),
            "channels": [_channel(one) for one in figures.channels],
            "differences": [_difference(one) for one in figures.differences],
            "timing": {timing: len(ones) for timing, ones in figures.timing.items()},
            "too_late": len(figures.too_late),
            "entries": [_entry(one, figures.at) for one in compared],
        },
        ensure_ascii=False,
    )


def as_lines(figures: Figures) -> Iterator[str]:
    """The figures, readable."""
    yield f"{figures.contacts} contacts in shadow or manual mode since {figures.since.astimezone(HELSINKI):%Y-%m-%d}"
    for one in figures.channels:
        yield f"  {one.channel} ({one.mode}): {one.contacts} contacts, {one.cases} Cases, {one.worked_on} worked on"
    yield "people agreed on"
    for field, share in figures.agreement.items():
        yield f"  {field:<12} {_said(share)}"
    for other in figures.differences:
        references = ", ".join(contact.reference for contact in other.contacts)
        yield f"{other.rule} {other.field}: {other.suggested} -> {other.chosen} ({len(other.contacts)}): {references}"
    for text in figures.texts:
        yield f"would have been told: {text.template} ({text.language}, {text.channel}) {text.count}"
    for silence, count in figures.silences:
        yield f"would have been told nothing: {silence} {count}"
    yield "dates: " + ", ".join(f"{timing} {len(figures.timing[timing])}" for timing in Timing)
    yield f"told only after people had answered: {len(figures.too_late)}"


def _said(share: Share) -> str:
    if share.percent is None:
        return "-"
    return f"{share.percent} % ({share.agreed} of {share.of}{', few' if share.few else ''})"


def _channel(one: ByChannel) -> dict[str, Any]:
    return {
        "channel": one.channel,
        "mode": one.mode,
        "contacts": one.contacts,
        "cases": one.cases,
        "worked_on": one.worked_on,
        "agreement": _shares(one.agreement),
    }


def _difference(one: Difference) -> dict[str, Any]:
    return {
        "rule": one.rule,
        "field": one.field,
        "suggested": one.suggested,
        "chosen": one.chosen,
        "references": [contact.reference for contact in one.contacts],
    }


def _shares(shares: dict[Field, Share]) -> dict[str, Any]:
    return {
        field: {"agreed": share.agreed, "of": share.of, "percent": share.percent, "few": share.few}
        for field, share in shares.items()
    }


def _entry(one: Compared, now: datetime) -> dict[str, Any]:
    return {
        "reference": one.reference,
        "channel": one.channel,
        "mode": one.mode,
        "arrived_at": one.arrived_at.isoformat(),
        "began_case": one.first,
        "rule": one.rule,
        "deadline": one.deadline,
        "due_at": _moment(one.due_at),
        "suggested": {field: one.suggested.of(field) for field in Field},
        "chosen": {field: one.chosen.of(field) for field in Field} if one.chosen else None,
        "resolution": one.resolution or None,
        "answered_at": _moment(one.answered_at),
        "would_have_been_told": [
            {
                "template": text.template,
                "language": text.language,
                "at": text.at.isoformat(),
                "date_by": _moment(text.date_by),
                "text": text.text or None,
            }
            for text in one.withheld
        ],
        "silence": one.silence or None,
        "timing": one.timing(now),
        "too_late": one.too_late,
    }


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
