"""The wrapping of originals that we write ourselves: canonical JSON that says what is in it and in which version."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from channels.channel import UnreadableError

MEDIA_TYPE: Final = "application/vnd.luotsi+json"

NOT_OUR_JSON: Final = "not_our_json"
UNKNOWN_VERSION: Final = "unknown_version"

_MARK: Final = "luotsi"


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What an original of ours holds: `kind` says whose it is, `values` are its named texts."""

    kind: str  # "form", "call"
    version: int
    values: Mapping[str, str]


def seal(envelope: Envelope) -> bytes:
    """The envelope as canonical JSON: equal envelopes make equal bytes."""
    content = {_MARK: envelope.kind, "version": envelope.version, "values": dict(envelope.values)}
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def unseal(original: bytes) -> Envelope:
    """The envelope in *original*. Raises UnreadableError."""
    try:
        content = json.loads(original)
    except (ValueError, RecursionError):
        raise UnreadableError(NOT_OUR_JSON) from None
    match content:
        case {"luotsi": str(kind), "version": int(version), "values": dict(values)} if all(
            isinstance(value, str) for value in values.values()
        ):
            return Envelope(kind=kind, version=version, values=values)
    raise UnreadableError(NOT_OUR_JSON)
