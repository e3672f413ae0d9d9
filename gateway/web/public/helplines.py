"""The help lines that the public pages name. National numbers; a county's own are in its county.toml."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Open(StrEnum):
    """When somebody answers."""

    ALWAYS = "always"
    LIMITED = "limited"


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpLine:
    """One number; its name and what it is for are texts, `public-line-<code>`."""

    code: str
    number: str
    open: Open

    @property
    def link(self) -> str:
        """The number as a telephone dials it."""
        return dial(self.number)


def dial(number: str) -> str:
    """*number* as a link that calls it: digits only, and a plus in front where it has one."""
    digits = "".join(character for character in number if character in "0123456789")
    return f"tel:+{digits}" if number.lstrip().startswith("+") else f"tel:{digits}"


MEDICAL: Final = HelpLine(code="medical", number="116 117", open=Open.ALWAYS)

NATIONAL: Final = (
    HelpLine(code="crisis-fi", number="09 2525 0111", open=Open.ALWAYS),
    HelpLine(code="crisis-sv", number="09 2525 0112", open=Open.LIMITED),
    HelpLine(code="crisis-en", number="09 2525 0113", open=Open.LIMITED),
    HelpLine(code="nollalinja", number="080 005 005", open=Open.ALWAYS),
    HelpLine(code="suvanto", number="0800 06776", open=Open.LIMITED),
    HelpLine(code="poison", number="0800 147 111", open=Open.ALWAYS),
)
