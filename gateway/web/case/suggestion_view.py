"""A suggested reply, as the page of a Case shows it."""

from dataclasses import dataclass

from channels.codes import Language
from gateway.casework.drafting import Withheld


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """A service that the reply rests on."""

    name: str
    said: str  # where it is from, and of which day
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionPane:
    """The reply that is suggested; or, with `withheld` set, only why there is none."""

    contact_id: str = ""
    text: str = ""
    language: Language = Language.FI
    secure: bool = False
    sources: tuple[SourceView, ...] = ()
    withheld: Withheld | None = None
