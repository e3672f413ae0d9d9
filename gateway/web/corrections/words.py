"""From figures to what the page of corrections shows, in the reader's language."""

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final
from uuid import UUID

from gateway.comparing import figures
from gateway.comparing.overrides import ByReason
from gateway.store.overrides import Confusion, Listed
from gateway.store.states import ReadField, SuggestionOutcome
from gateway.web.corrections.pages import ConfusionView, CorrectionView, RateView, ReasonView, SuggestedView
from gateway.web.inbox.words import Speaker
from nlu.evaluation.metrics import Share, share_of
from routing.facts import Area

# Under which name the codes of a field stand in the locale. A municipality is its own word.
_KINDS: Final = MappingProxyType(
    {
        ReadField.REASON: "reason",
        ReadField.URGENCY: "urgency",
        ReadField.MATTER_TYPE: "matter",
        ReadField.CONTACTER: "contacter",
        ReadField.LANGUAGE: "language",
        ReadField.AGE_BAND: "age",
    }
)


def rate(share: Share) -> RateView:
    """A share in whole percent; its bounds are rounded outwards."""
    rounded = figures.Share(agreed=share.hits, of=share.of)
    return RateView(
        worked_on=share.of,
        overridden=share.hits,
        percent=rounded.percent,
        low=math.floor(100 * (share.low or 0)),
        high=math.ceil(100 * (share.high or 0)),
        few=rounded.few,
    )


def suggested(counted: Mapping[SuggestionOutcome, int]) -> SuggestedView:
    """What became of suggested replies."""
    kept = counted[SuggestionOutcome.KEPT]
    return SuggestedView(
        kept=kept,
        changed=counted[SuggestionOutcome.CHANGED],
        dropped=counted[SuggestionOutcome.DROPPED],
        rate=rate(share_of(kept, sum(counted.values()))),
    )


def by_reason(one: ByReason) -> ReasonView:
    """One reason."""
    return ReasonView(reason=one.reason, rate=rate(one.overridden), unsure=one.unsure)


def confusion(one: Confusion, speaker: Speaker) -> ConfusionView:
    """What was taken for what, in words."""
    return ConfusionView(
        field=_field(one.field, speaker),
        read=_code(one.field, one.read, speaker),
        chosen=_code(one.field, one.chosen, speaker),
        count=one.count,
    )


def correction(one: Listed, names: Mapping[UUID | None, str], speaker: Speaker) -> CorrectionView:
    """One correction in words; *names* are those of the people who reviewed it."""
    row = one.row
    return CorrectionView(
        seq=row.seq,
        case_id=str(one.case_id),
        reference=one.reference,
        field=_field(row.field, speaker),
        read=_code(row.field, row.read, speaker),
        chosen=_code(row.field, row.chosen, speaker),
        sure=min(round(100 * row.confidence), 99) if row.confidence else None,
        model=one.model,
        at=row.at,
        reviewed_at=row.reviewed_at,
        reviewed_by=names.get(row.reviewed_by, ""),
    )


def _field(field: ReadField, speaker: Speaker) -> str:
    return speaker.say(f"corrections-field-{field}")


def _code(field: ReadField, code: str, speaker: Speaker) -> str:
    if not code:
        return speaker.say("corrections-nothing")
    if field is ReadField.MUNICIPALITY:
        return speaker.say("rules-municipality-out_of_area") if code == Area.OUT_OF_AREA else code
    return speaker.say(f"{_KINDS[field]}-{code}")
