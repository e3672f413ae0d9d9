import json
from pathlib import Path

import pytest

from channels.email.describe import Known, Sent
from tests.servers.certificates import make_certificate

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


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    """A file with a certificate for this machine and its key."""
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    make_certificate(file, file)
    return file
