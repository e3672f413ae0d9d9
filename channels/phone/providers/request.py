"""What every provider's file takes and what it may raise."""

from collections.abc import Mapping
from dataclasses import dataclass

from channels.channel import ChannelError


class WrongSignatureError(ChannelError):
    """The request does not come from the provider, or is too old; it must not be read."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"wrong signature: {problem}")
        self.problem = problem  # a code


class MalformedEventError(ChannelError):
    """The request is the provider's, and makes no sense."""

    def __init__(self, problem: str, field: str = "") -> None:
        super().__init__(f"malformed event: {problem} {field}".rstrip())
        self.problem = problem  # a code
        self.field = field  # which one of the event's, empty where it is the whole


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedRequest:
    """A webhook's request as HTTP brought it."""

    headers: Mapping[str, str]  # names in lower case
    body: bytes
