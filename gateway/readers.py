"""Which engine reads: our own, with a second opinion and Rasa beside it where the settings want them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from gateway.errors import ConfigurationError
from gateway.settings import Settings
from nlu import rasa_engine, read
from nlu.rasa_client import RasaClient
from nlu.rasa_engine import RasaEngine
from nlu.read import Engine
from nlu.reader import Reader
from nlu.second import opinion

_ENGINES: Final = (read.ENGINE, rasa_engine.ENGINE)
_SECOND_WITHIN: Final = 30.0  # seconds


def rasa_client(settings: Settings) -> RasaClient | None:
    """Rasa as the settings name it, or None. Asks it nothing yet."""
    return RasaClient(settings.rasa) if settings.rasa else None


def composed(own: Engine, rasa: RasaClient | None, settings: Settings) -> Reader:
    """*own*, with a second opinion if *settings* want it, and *rasa* to name the reason if there is one."""
    reader = own.with_second(opinion.load()) if settings.embedding else own
    return RasaEngine(reader, rasa) if rasa else reader


@contextmanager
def reading(engine: str, settings: Settings) -> Iterator[Reader]:
    """The *engine* of that name for a batch of messages: the first waits until all is there.

    Raises ConfigurationError.
    """
    if engine not in _ENGINES:
        raise ConfigurationError("--engine", f"there is no engine {engine!r} in this version")
    rasa = rasa_client(settings) if engine == rasa_engine.ENGINE else None
    if engine == rasa_engine.ENGINE and rasa is None:
        raise ConfigurationError("LUOTSI_RASA_URL", "is not set: `make rasa` starts Rasa and prints what to set")
    reader = composed(read.load(), rasa, settings)
    try:
        reader.ready(_SECOND_WITHIN)
        yield reader
    finally:
        reader.close()
