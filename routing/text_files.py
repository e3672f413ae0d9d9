"""Reading the texts that senders get, and refusing those with a hole: a missing text, a placeholder nothing fills."""

from collections.abc import Mapping
from pathlib import Path

from channels.codes import ANSWER_LANGUAGES
from routing.acknowledgement import NEUTRAL_KEYS, PLACEHOLDER, PLACEHOLDERS, TextBook, Texts
from routing.files import HERE, Source, digest, read


def load_texts(directory: Path | None = None) -> TextBook:
    """Read the texts of every language. Raises ConfigurationError for a missing text or a placeholder nothing fills."""
    folder = directory or HERE / "texts"
    files = {language: folder / f"{language}.toml" for language in ANSWER_LANGUAGES}
    sources = {language: read(file) for language, file in files.items()}
    book = TextBook(
        version=digest(files.values()), texts={language: _texts(source) for language, source in sources.items()}
    )
    keys = frozenset().union(*(texts.acknowledgements for texts in book.texts.values()))
    for language, texts in book.texts.items():
        missing = sorted(keys - texts.acknowledgements.keys())
        if missing:
            sources[language].refuse(f"no text for {missing[0]}", "[acknowledgement]")
    return book


def _texts(source: Source) -> Texts:
    footer = _section(source, "footer", frozenset({"emergency", "health"}))
    return Texts(
        acknowledgements=_section(source, "acknowledgement", None),
        neutral=_section(source, "neutral", NEUTRAL_KEYS),
        emergency_footer=footer["emergency"],
        health_footer=footer["health"],
    )


def _section(source: Source, name: str, keys: frozenset[str] | None) -> Mapping[str, str]:
    section = source.tables.get(name)
    if not isinstance(section, dict):
        source.refuse(f"section [{name}] is missing")
    if keys is not None and section.keys() != keys:
        source.refuse(f"[{name}] must have exactly {', '.join(sorted(keys))}", f"[{name}]")
    return {key: _text(source, name, key, text) for key, text in section.items()}


def _text(source: Source, section: str, key: str, text: object) -> str:
    where = (f"[{section}]", f"\n{key} =")
    if not isinstance(text, str) or not text.strip():
        source.refuse(f"{key} has no text", *where)
    strange = [name for name in PLACEHOLDER.findall(text) if name not in PLACEHOLDERS]
    if strange:
        source.refuse(f"{key} has a placeholder that nothing fills: {{{strange[0]}}}", *where)
    if set("{}") & set(PLACEHOLDER.sub("", text)):
        source.refuse(f"{key} has a brace that belongs to no placeholder", *where)
    return text.strip()
