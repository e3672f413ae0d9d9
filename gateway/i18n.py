"""What people read, in their language: Fluent files under `gateway/locale/<language>/`.

A key missing in one language is found at start and fails it; nobody ever sees a key in place of a sentence.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Junk, Message, Resource

from channels.codes import ANSWER_LANGUAGES, Language
from gateway.errors import ConfigurationError

HELSINKI = ZoneInfo("Europe/Helsinki")
FOLDER = Path(__file__).parent / "locale"
Value = str | int | float


@dataclass(frozen=True, slots=True)
class Texts:
    """Every text of ours, by language and key."""

    bundles: Mapping[Language, FluentBundle]

    def say(self, language: Language, key: str, **values: Value) -> str:
        """The text *key* with *values* filled in. Raises ConfigurationError where text or value is missing."""
        message = self.bundles[language].get_message(key) if self.bundles[language].has_message(key) else None
        if message is None or message.value is None:
            raise ConfigurationError(f"locale/{language}", f"no text {key!r}")
        text, problems = self.bundles[language].format_pattern(message.value, values)
        if problems:
            raise ConfigurationError(f"locale/{language}", f"text {key!r}: {problems[0]}")
        return str(text)

    def has(self, language: Language, key: str) -> bool:
        """Whether there is such a text."""
        return bool(self.bundles[language].has_message(key))


def load(folder: Path = FOLDER) -> Texts:
    """Read all languages. Raises ConfigurationError at a syntax error or a key that one language lacks."""
    # Parsed once: with three languages this is the longest part of the start.
    read = {language: _resources(folder / language) for language in ANSWER_LANGUAGES}
    keys = {language: {key for one in resources for key in _keys(one)} for language, resources in read.items()}
    everything = set().union(*keys.values())
    for language, known in keys.items():
        if known != everything:
            raise ConfigurationError(f"locale/{language}", f"lacks {', '.join(sorted(everything - known)[:5])}")
    return Texts({language: _bundle(language, resources) for language, resources in read.items()})


def language_of(code: str | None) -> Language:
    """The language to answer in: the one named if we write it, else Finnish."""
    try:
        language = Language(code or "")
    except ValueError:
        return Language.FI
    return language if language in ANSWER_LANGUAGES else Language.FI


def short_time(moment: datetime, language: Language) -> str:
    """Date and time as a list shows it, in Helsinki: 21.11.2026 klo 10.05."""
    local = moment.astimezone(HELSINKI)
    if language is Language.EN:
        return f"{local.day} {local:%b %Y, %H:%M}"
    sign = "klo" if language is Language.FI else "kl."
    return f"{local.day}.{local.month}.{local.year} {sign} {local:%H.%M}"


def _resources(folder: Path) -> list[Resource]:
    return [_parsed(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.ftl"))]


def _parsed(source: str) -> Resource:
    resource = FluentResource(source)
    broken = next((entry for entry in resource.body if isinstance(entry, Junk)), None)
    if broken is not None:
        raise ConfigurationError("locale", f"not Fluent: {(broken.content or '').splitlines()[0]!r}")
    return resource


def _keys(resource: Resource) -> set[str]:
    return {entry.id.name for entry in resource.body if isinstance(entry, Message)}


def _bundle(language: Language, resources: Iterable[Resource]) -> FluentBundle:
    # Isolation marks are for mixed writing directions; here they would only show up in copied text.
    bundle = FluentBundle([f"{language}-FI" if language is not Language.EN else "en-GB"], use_isolating=False)
    for resource in resources:
        bundle.add_resource(resource)
    return bundle
