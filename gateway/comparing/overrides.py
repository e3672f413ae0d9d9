"""How often people gave another reason than was read, in figures and as a command prints them. Codes and counts."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from channels.codes import Reason
from gateway.i18n import HELSINKI
from gateway.store import overrides
from gateway.store.overrides import Confusion, Counted, Wanted
from nlu.evaluation.metrics import Share, share_of

SEEN: Final = "corrections_seen"  # audit
USUALLY: Final = timedelta(days=90)
_MOST_LINES: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ByReason:
    """One reason as it was read: of the Cases that people have worked on, how many have another reason now."""

    reason: Reason
    overridden: Share
    unsure: int  # of those: the machine had said that it was not sure


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrides:
    """The figures since a moment: rates by when contacts came, the others by when corrections were made."""

    wanted: Wanted
    total: Share
    reasons: tuple[ByReason, ...]  # where people surely choose otherwise most often first
    confusions: tuple[Confusion, ...]
    unreviewed: int
    models: tuple[str, ...]  # that read any of the contacts of this time


async def read(session: AsyncSession, wanted: Wanted) -> Overrides:
    """Count what stands in the database at this moment; see `overrides.counted` for what a rate is of."""
    every = await overrides.counted(session, wanted.since)
    counted = [one for one in every if wanted.reason in {None, one.reason} and wanted.model in {None, one.model}]
    return Overrides(
        wanted=wanted,
        total=_share(counted),
        reasons=_reasons(counted),
        confusions=await overrides.confusions(session, wanted),
        unreviewed=await overrides.unreviewed(session, wanted),
        models=tuple(sorted({one.model for one in every})),
    )


def as_json(found: Overrides) -> str:
    """Everything, for programs."""
    reasons = [{"reason": one.reason, **_plain(one.overridden), "unsure": one.unsure} for one in found.reasons]
    confusions = [
        {"field": one.field, "read": one.read, "chosen": one.chosen, "count": one.count} for one in found.confusions
    ]
    whole = {"since": found.wanted.since.isoformat(), **_plain(found.total), "unreviewed": found.unreviewed}
    return json.dumps(whole | {"models": found.models, "reasons": reasons, "confusions": confusions})


def as_lines(found: Overrides) -> Iterator[str]:
    """The figures, for people."""
    since = found.wanted.since.astimezone(HELSINKI)
    yield f"contacts since {since:%Y-%m-%d}: {found.total.of} Cases worked on, another reason in {_said(found.total)}"
    for one in found.reasons:
        unsure = f", the machine unsure of {one.unsure} of them" if one.unsure else ""
        rate = one.overridden
        yield f"  read as {one.reason}: {rate.of} worked on, another reason in {_said(rate)}{unsure}"
    for wrong in found.confusions[:_MOST_LINES]:
        yield f"  {wrong.field} {wrong.read}, changed to {wrong.chosen or 'nothing'}: {wrong.count}"
    more = len(found.confusions) - _MOST_LINES
    if more > 0:
        yield f"  and {more} more kinds: see --json"
    yield f"corrections that nobody has reviewed: {found.unreviewed}"


def _reasons(counted: Iterable[Counted]) -> tuple[ByReason, ...]:
    found = defaultdict(list)
    for one in counted:
        found[one.reason].append(one)
    rates = (
        ByReason(reason=reason, overridden=_share(ones), unsure=sum(one.unsure for one in ones))
        for reason, ones in found.items()
    )
    # By the lower bound: one of one is no surer a trouble than nine of twenty.
    return tuple(sorted(rates, key=lambda one: (-(one.overridden.low or 0), -one.overridden.of, one.reason)))


def _share(counted: Iterable[Counted]) -> Share:
    every = list(counted)
    return share_of(sum(one.overridden for one in every), sum(one.worked_on for one in every))


def _plain(share: Share) -> dict[str, float | int | None]:
    return {
        "worked_on": share.of,
        "overridden": share.hits,
        "share": share.share,
        "low": share.low,
        "high": share.high,
    }


def _said(share: Share) -> str:
    if share.share is None or share.low is None or share.high is None:
        return "0"
    return f"{share.hits} ({share.share:.1%}, 95 % bounds {share.low:.1%} to {share.high:.1%})"
