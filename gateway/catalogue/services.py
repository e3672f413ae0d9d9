"""What a county says of its services: what each is, for whom, what it costs, how to begin.

Who gets a service is decided by people: nothing here says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from channels.codes import Language, Reason

Said = Mapping[Language, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One service, each text by language. What the county has not written is not there."""

    id: str
    names: Said
    also_called: Mapping[Language, tuple[str, ...]]
    what: Said  # in a sentence
    more: Said
    for_whom: Said
    cost: Said
    how: Said  # to begin
    takes: Said  # how long it takes
    page: Said  # an address
    reasons: tuple[Reason, ...] = ()  # that it is for, the first most of all; a field of ours
    municipalities: frozenset[str] = frozenset()  # their Finnish names; none: the whole county

    def is_for(self, municipality: str | None) -> bool:
        """Whether people of that municipality get it; where nobody knows which, it may be."""
        return not municipality or not self.municipalities or municipality in self.municipalities


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """The services of one copy of the catalogue."""

    source: str  # where it is from, as people are told
    date: str  # of the copy, ISO 8601
    invented: bool  # a sample that no county has decided: every answer says so
    services: tuple[Service, ...]


def in_language(said: Said, language: Language) -> str:
    """*said* in *language*, or in Finnish where the county has not written it so; empty where it has not at all."""
    return said.get(language) or said.get(Language.FI, "")
