"""Facts, hours and values that the tests of routing start from."""

import random
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


# Every code that each fact can have; flags are apart, because there can be any number of them.
POSSIBLE = {
    "urgency": tuple(Urgency),
    "reason": tuple(Reason),
    "matter_type": tuple(MatterType),
    "contacter": tuple(ContacterType),
    "consent": tuple(ConsentState),
    "age": tuple(AgeBand),
    "municipality": tuple(Area),
    "existing_client": (False, True),
    "office_hours": (False, True),
    "nlu_confidence": (None, *Confidence),
}


def facts(**codes: Any) -> Facts:
    """ORDINARY with these fields instead."""
    return replace(ORDINARY, **codes)


def anybody(dice: random.Random) -> Facts:
    """Somebody, by the dice: each code of a fact as likely as the others."""
    flags = frozenset(dice.sample(tuple(Flag), dice.choice((0, 0, 1, 1, 2, 4))))
    return Facts(flags=flags, **{field: dice.choice(codes) for field, codes in POSSIBLE.items()})


def helsinki(text: str) -> datetime:
    """An aware moment from ISO text with an offset."""
    return datetime.fromisoformat(text)


def sample(name: str) -> dict[str, Any]:
    """The tables of a sample file."""
    return tomllib.loads((SAMPLES / name).read_text(encoding="utf-8"))
