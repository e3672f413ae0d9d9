"""The mail servers' settings files, with this run's folders and ports filled in."""

import re
from pathlib import Path

_FOLDER = Path(__file__).parent / "mail"


def filled_in(template: str, **values: str | int | Path) -> str:
    """The text of *template* with each @NAME@ replaced; a name without a value is a KeyError."""
    text = (_FOLDER / template).read_text(encoding="utf-8")
    return re.sub(r"@([A-Z_]+)@", lambda name: str(values[name[1].lower()]), text)
