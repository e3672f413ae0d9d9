"""Facts, hours and values that the tests of routing start from."""

import tomllib
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from channels.codes import AgeBand, ConsentState, ContacterType, Flag, MatterType, Reason, Urgency
from routing.acknowledgement import Values
from routing.facts import Area, Confidence, Facts
from routing.hours import ServiceHours, opening

SAMPLES = Path(__file__).parents[1] / "samples" / "routing"

OFFICE = ServiceHours(week=((opening("9:00-15:00"),),) * 5 + ((), ()))

ORDINARY = Facts(
    urgency=Urgency.ROUTINE,
    reason=Reason.SERVICE_INFO,
    matter_type=MatterType.ADVICE,
    contacter=ContacterType.CLIENT,
    consent=ConsentState.NOT_REQUIRED,
    age=AgeBand.AGE_75PLUS,
    municipality=Area.IN_AREA,
    existing_client=False,
    office_hours=True,
    nlu_confidence=Confidence.HIGH,
)

VALUES = Values(
    ref="SAT-7F3K-9QXR-MD4",
    received="21.11.2026 klo 10.05",
    date_by="tiistaina 1.12.2026 klo 16",
    phone="02 123 4567",
    hours="ma–pe klo 9–15",
    county="Satakunnan hyvinvointialue",
    social_emergency_phone="02 765 4321",
    handler="Maija Meikäläinen",
    caller_id="02 123 4500",
    link="https://example.org/x",
    missing="kotiutuspäivä",
)

any_facts = st.builds(
    Facts,
    nlu_confidence=st.sampled_from([None, *Confidence]),
    flags=st.frozensets(st.sampled_from(Flag), max_size=4),
)


def facts(**codes: Any) -> Facts:
    """ORDINARY with these fields instead."""
    return replace(ORDINARY, **codes)


def helsinki(text: str) -> datetime:
    """An aware moment from ISO text with an offset."""
    return datetime.fromisoformat(text)


def sample(name: str) -> dict[str, Any]:
    """The tables of a sample file."""
    return tomllib.loads((SAMPLES / name).read_text(encoding="utf-8"))
