"""Services that may answer a client, as the page of a Case shows them."""

from dataclasses import dataclass
from enum import StrEnum

from channels.codes import Language


class Into(StrEnum):
    """Where an answer can be put."""

    CHAT = "chat"
    REPLY = "reply"  # a letter that goes by secure mail
    NOWHERE = "nowhere"  # ordinary mail says nothing of a service: it is read out on the phone


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """One service as it is told to the client."""

    name: str
    text: str
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CataloguePane:
    """The likeliest services, the likeliest first; never none."""

    answers: tuple[AnswerView, ...]
    language: Language
    into: Into
