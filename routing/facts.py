"""Everything that a routing rule may look at, frozen."""

from dataclasses import dataclass
from enum import StrEnum

from channels.codes import PROFESSIONALS, AgeBand, ConsentState, ContacterType, Flag, MatterType, Reason, Urgency


class Area(StrEnum):
    """Where the client lives, as seen from this county."""

    IN_AREA = "in_area"
    OUT_OF_AREA = "out_of_area"
    UNKNOWN = "unknown"


class Confidence(StrEnum):
    """How sure the reading of free text is. Structured forms have none."""

    HIGH = "high"
    LOW = "low"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of one contact when it is decided: built by the gateway, read by rules, kept with the Decision."""

    urgency: Urgency
    reason: Reason
    matter_type: MatterType
    contacter: ContacterType
    consent: ConsentState
    age: AgeBand
    municipality: Area
    existing_client: bool
    office_hours: bool
    nlu_confidence: Confidence | None = None
    flags: frozenset[Flag] = frozenset()

    @property
    def contacter_professional(self) -> bool:
        """Whether the contacter acts by profession (bound by SHL 35 §)."""
        return self.contacter in PROFESSIONALS
