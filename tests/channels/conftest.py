import json
from pathlib import Path

import pytest

from channels.email.describe import Known, Sent

SAMPLES = Path(__file__).parents[1] / "samples" / "email"


@pytest.fixture(scope="session")
def known():
    stated = json.loads((SAMPLES / "known.json").read_text(encoding="utf-8"))
    return Known(
        our_addresses=frozenset(stated["our_addresses"]),
        our_message_id_domain=stated["our_message_id_domain"],
        reference_regex=stated["reference_regex"],
        sent=tuple(Sent(**one) for one in stated["sent"]),
    )
