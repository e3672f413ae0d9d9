"""Telephony providers, one file each: what a signed webhook says, as call events."""

from collections.abc import Callable, Mapping
from datetime import datetime

from channels.phone.callbacks import CallEvent
from channels.phone.providers import generic
from channels.phone.providers.request import MalformedEventError, SignedRequest, WrongSignatureError

__all__ = ["PROVIDERS", "MalformedEventError", "Read", "SignedRequest", "WrongSignatureError"]

# Pure: a request, the county's secret for this provider and the time now, to the event that it reports.
# Raises WrongSignatureError and MalformedEventError, nothing else.
Read = Callable[[SignedRequest, bytes, datetime], CallEvent]

PROVIDERS: Mapping[str, Read] = {
    "generic": generic.read,
}
