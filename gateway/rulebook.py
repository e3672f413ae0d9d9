"""The rules that decide now: read at start, and anew when somebody says so. Bad ones never replace good ones."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import structlog

from routing.book import RuleBook
from routing.check import load_rules
from routing.files import ConfigurationError

log = structlog.get_logger()

RULES_TAKEN: Final = "rules_taken"
RULES_REFUSED: Final = "rules_refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why the rules that lie in the folder now are not the ones that decide."""

    at: datetime
    file: str
    line: int
    problem: str


class RunningRules:
    """The rules of one process, of which each Decision takes what is there when it is made."""

    def __init__(self, folder: Path | None) -> None:
        """Read the rules in *folder*, or those that ship. Raises routing's ConfigurationError with file and line."""
        self.folder = folder
        self.book: RuleBook = load_rules(folder)
        self.refusal: Refusal | None = None

    def reload(self, now: datetime) -> bool:
        """Take what lies in the folder now, if it can be used; tells whether it was taken."""
        try:
            self.book = load_rules(self.folder)
        except ConfigurationError as wrong:
            self.refusal = Refusal(at=now, file=wrong.file, line=wrong.line, problem=wrong.problem)
        else:
            self.refusal = None
        self._tell()
        return self.refusal is None

    def _tell(self) -> None:
        if self.refusal is None:
            log.info(RULES_TAKEN, version=self.book.version)
            return
        wrong = self.refusal
        log.error(RULES_REFUSED, file=wrong.file, line=wrong.line, problem=wrong.problem, running=self.book.version)
