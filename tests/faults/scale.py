"""How much of the proof is done."""

from dataclasses import dataclass

FEW = 3  # contacts of a case in `make test`


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """On which database, and with how many contacts at each point."""

    database: str
    contacts: int

    @property
    def lease(self) -> str:
        """Seconds: short, and yet longer than any undisturbed work takes on a machine that is busy with other tests."""
        return "2" if self.contacts <= FEW else "4"
