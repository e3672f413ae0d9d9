"""Reading the package's own data files, and saying in which file and line they are wrong."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, NoReturn

HERE = Path(__file__).parent
_DIGEST_LENGTH = 12


class ConfigurationError(Exception):
    """A data file cannot be used; the message begins with `file:line:` so that an editor can jump there."""

    def __init__(self, file: str, line: int, problem: str) -> None:
        super().__init__(f"{file}:{line}: {problem}")
        self.file = file
        self.line = line
        self.problem = problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong in a data file."""

    file: str
    line: int
    problem: str

    def error(self) -> ConfigurationError:
        """The same as an exception."""
        return ConfigurationError(self.file, self.line, self.problem)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A data file as read: its tables, and its text to find lines in."""

    name: str
    text: str
    tables: dict[str, Any]

    def line(self, *landmarks: str) -> int:
        """The line of the last of *landmarks*, each searched after the one before it; the last one found counts."""
        position = 0
        for landmark in landmarks:
            found = self.text.find(landmark, position)
            if found < 0:
                break
            position = found + landmark.startswith("\n")
        return self.text.count("\n", 0, position) + 1

    def refuse(self, problem: str, *landmarks: str) -> NoReturn:
        """Raise ConfigurationError for *problem*, at the line that the landmarks lead to."""
        raise ConfigurationError(self.name, self.line(*landmarks), problem)


def read(path: Path) -> Source:
    """Read a TOML file. Raises ConfigurationError where it is missing or is not TOML."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(str(path), 1, f"cannot be read: {type(error).__name__}") from error
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        raise ConfigurationError(str(path), int(place[1]) if place else 1, f"is not TOML: {error}") from error
    return Source(name=str(path), text=text, tables=tables)


def digest(files: Iterable[Path]) -> str:
    """What tells one version of *files* from another: of names and contents, in their order."""
    read = sha256()
    for file in files:
        content = file.read_bytes()
        read.update(f"{file.name}\0{len(content)}\0".encode())
        read.update(content)
    return read.hexdigest()[:_DIGEST_LENGTH]
