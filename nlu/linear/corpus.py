"""The training sentences as data: Rasa 3.1 NLU files, one per language and reason.

A file holds blocks. In one the examples are lines under one `metadata.reason`: words and short questions of that
reason, of which nothing else is known. In the other each example has metadata of its own: reasons (the first is the one
that the person needs most), who writes, the kind of act, an id that names its writer; of most also urgency, about whom
and flags (null: nobody has looked for them; left out: there are none).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from channels.codes import About, ContacterType, Flag, Language, MatterType, Reason, Urgency

LANGUAGES: Final = (Language.FI, Language.SV, Language.EN)
_ENTITY = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")  # [Poriin]{"entity": "municipality", …}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class TrainingDataError(Exception):
    """A training file does not say what it must."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path = path


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One text and what a careful person says of it; None where nobody has said."""

    language: Language
    text: str
    reasons: tuple[Reason, ...]  # the first is the one
    id: str = ""
    urgency: Urgency | None = None
    contacter: ContacterType | None = None
    about: About | None = None
    matter_type: MatterType | None = None
    flags: frozenset[Flag] | None = None

    @property
    def reason(self) -> Reason:
        """The reason that counts most."""
        return self.reasons[0]


def read_examples(data: Path) -> list[Example]:
    """Every text under *data*, in a fixed order. Raises TrainingDataError."""
    return [
        example
        for language in LANGUAGES
        for path in sorted((data / language).glob("*.yml"))
        for example in _read(path, language)
    ]


def _read(path: Path, language: Language) -> Iterator[Example]:
    content = yaml.load(path.read_text("utf-8"), Loader=_LOADER)  # noqa: S506 - both are safe loaders
    if not isinstance(content, dict) or content.get("version") != "3.1":
        raise TrainingDataError(path, 'version: "3.1" is missing')
    for block in content.get("nlu", []):
        try:
            examples = block["examples"]
            if isinstance(examples, str):
                yield from _lines(examples, Reason(block["metadata"]["reason"]), language)
            else:
                yield from (_labelled(one, language) for one in examples)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise TrainingDataError(path, f"a block needs its metadata and examples ({error})") from error


def _lines(examples: str, reason: Reason, language: Language) -> Iterator[Example]:
    texts = (line[2:].strip() for line in examples.splitlines() if line.startswith("- "))
    yield from (Example(language=language, text=text, reasons=(reason,)) for text in texts if text)


def _labelled(one: dict[str, Any], language: Language) -> Example:
    said = one["metadata"]
    flags = said.get("flags", ())  # null where nobody has looked for them
    subject = said.get("subject", "")
    text = _ENTITY.sub(r"\1", one["text"].strip())
    return Example(
        language=language,
        text=f"{subject}\n{text}" if subject else text,
        reasons=tuple(Reason(code) for code in said["reasons"]),
        id=said["id"],
        urgency=Urgency(said["urgency"]) if "urgency" in said else None,
        contacter=ContacterType(said["contacter"]),
        about=About(said["about"]) if "about" in said else None,
        matter_type=MatterType(said["matter_type"]),
        flags=None if flags is None else frozenset(Flag(code) for code in flags),
    )
