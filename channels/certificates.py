"""Whom we trust when we speak to a server of the county over an encrypted line."""

import ssl
from pathlib import Path


def trusting(authority: Path | None) -> ssl.SSLContext:
    """What this machine trusts, and besides it whoever signed with *authority* (PEM).

    Raises OSError (ssl.SSLError is one) where the file cannot be used.
    """
    context = ssl.create_default_context()
    if authority is not None:
        context.load_verify_locations(cafile=authority)
    return context
