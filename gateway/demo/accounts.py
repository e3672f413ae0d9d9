"""The invented colleagues. Their passwords are no secrets: everybody who starts the demo is shown them."""

from dataclasses import dataclass
from typing import Final

from gateway.auth.permissions import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Somebody to sign in as."""

    username: str
    name: str
    role: Role
    does: str  # what the demo shows of this role
    teams: tuple[str, ...] = ()

    @property
    def password(self) -> str:
        """Long enough to be accepted, and easy to type."""
        return f"luotsi-demo-{self.username}"


COLLEAGUES: Final = (
    Colleague(username="aino", name="Aino Salmela", role=Role.ADVISOR, does="neuvoja, advisor", teams=("advice",)),
    Colleague(
        username="eero",
        name="Eero Lindqvist",
        role=Role.ADVISOR,
        does="neuvoja, advisor",
        teams=("needs_assessment", "service_guidance"),
    ),
    Colleague(username="helena", name="Helena Kivimäki", role=Role.SUPERVISOR, does="esihenkilö, supervisor"),
    Colleague(username="paavo", name="Paavo Ranta", role=Role.ADMINISTRATOR, does="pääkäyttäjä, administrator"),
    Colleague(username="tuula", name="Tuula Aaltonen", role=Role.AUDITOR, does="tarkastaja, auditor"),
)
# Their account is made when everything else is there: where it is missing, seeding was interrupted.
LAST: Final = COLLEAGUES[-1]
