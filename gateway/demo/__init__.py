"""Invented contacts and accounts, to show and to try Luotsi with: `luotsi serve --demo`."""

from pathlib import Path
from typing import Final

from gateway.demo.guard import demand_harmless
from gateway.demo.seeding import seed
from gateway.demo.welcome import welcome

__all__ = ["demand_harmless", "seed", "welcome"]

CATALOGUE: Final = Path(__file__).parent / "data" / "catalogue.json"
