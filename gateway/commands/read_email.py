"""`luotsi read-email`: what comes out of a raw mail, as a JSON line."""

import json
from dataclasses import asdict
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from channels.email.describe import Known, describe
from gateway.errors import ConfigurationError
from nlu.language import Detector


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
    """One JSON line for one mail."""
    described = describe(original, file, known)
    words = described.reply_text or described.text
    language = detector.detect(words or described.subject)
    return json.dumps(asdict(described) | {"language": language}, ensure_ascii=False)
