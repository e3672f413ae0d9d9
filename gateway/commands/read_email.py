"""`luotsi read-email`: what comes out of a raw mail, as a JSON line."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from channels.email.describe import Known, describe
from channels.email.wire.charsets import without_surrogates
from gateway.errors import ConfigurationError
from nlu.language import Detector

_MOST_DETECTED = 20_000  # characters, as everywhere else that a language is asked for


def known_from(file: Path | None) -> Known:
    """What the gateway would know of earlier mail, from a JSON file. Raises ConfigurationError."""
    if file is None:
        return Known()
    try:
        return TypeAdapter(Known).validate_json(original_in(file))
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
        raise ConfigurationError(str(file), f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from problem


def original_in(file: Path) -> bytes:
    """The bytes of *file*. Raises ConfigurationError."""
    try:
        return file.read_bytes()
    except OSError as problem:
        raise ConfigurationError(str(file), problem.strerror or "cannot be read") from problem


def line(original: bytes, file: str, known: Known, detector: Detector) -> str:
    """One JSON line for one mail, always; it can be printed whatever is in the mail and however its file is called.

    What no mail should be able to do, stop its reader, is said as `{"file", "error"}`.
    """
    try:
        told = _told(original, file, known, detector)
    except Exception as mistake:  # noqa: BLE001  the mails after this one are read all the same
        told = {"file": file, "error": type(mistake).__name__}
    return without_surrogates(json.dumps(told, ensure_ascii=False))


def _told(original: bytes, file: str, known: Known, detector: Detector) -> dict[str, Any]:
    described = describe(original, file, known)
    words = (described.reply_text or described.text)[:_MOST_DETECTED]
    return asdict(described) | {"language": detector.detect(words or described.subject)}
