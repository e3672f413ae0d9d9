"""Where Rasa is and which model has to answer there, checked before anybody asks."""

import re
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

_MODEL: Final = re.compile(r"[a-z]{1,10}-[0-9a-f]{12}")
_PORTS: Final = {"http": 80, "https": 443}


class UnfitPeerError(ValueError):
    """Rasa must not be asked there: what is wrong with which of url, token and model."""

    def __init__(self, which: str, why: str) -> None:
        super().__init__(f"{which}: {why}")
        self.which = which
        self.why = why


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A Rasa server and the model that is expected of it."""

    host: str
    port: int
    is_encrypted: bool
    token: str = field(repr=False)
    model: str  # "light-3f9a1c2b4d5e": the configuration, and a hash of all that it was trained from


def peer(url: str, token: str, model: str) -> Peer:
    """The Rasa at *url*. Raises UnfitPeerError.

    Rasa takes its token in the address only, and people's words go there: in the clear that is for this machine alone.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise UnfitPeerError("url", "must be http://127.0.0.1:5005 or https://…") from None
    host, bare = parts.hostname or "", not (parts.path.strip("/") or parts.query or parts.fragment or parts.username)
    if parts.scheme not in _PORTS or not host or not bare:
        raise UnfitPeerError("url", "must be http://127.0.0.1:5005 or https://…, with nothing behind the port")
    if parts.scheme == "http" and not _is_this_machine(host):
        raise UnfitPeerError("url", "must be https:// where Rasa is not on this machine")
    if not token:
        raise UnfitPeerError("token", "is missing: without one anybody on this machine could change Rasa's model")
    if not _MODEL.fullmatch(model):
        raise UnfitPeerError("model", "must be the name that `make rasa` prints, as light-3f9a1c2b4d5e")
    is_encrypted = parts.scheme == "https"
    return Peer(host=host, port=port or _PORTS[parts.scheme], is_encrypted=is_encrypted, token=token, model=model)


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
