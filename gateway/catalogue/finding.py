"""Finds services by what people ask, in any of our languages: by their words, and by what the engine reads in them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from channels.codes import ANSWER_LANGUAGES, Reason
from gateway.catalogue.services import Catalogue, Service
from nlu.folding import tokenise
from nlu.linear.features import SIZE, Features
from nlu.reading import Reading

# How much it says that the matter is one of the service's, beside likeness of words, which goes from 0 to 1.
_OF_FIRST_REASON: Final = 0.2
_OF_LATER_REASON: Final = 0.1
LIKE_ENOUGH: Final = 0.25  # to be shown to a person; of nine in ten questions the service that answers is

_LONGEST_QUESTION: Final = 4_000  # characters, as a chat message has; whoever writes more asks at the beginning
_HELD_BY_NONE: Final = 0.5  # counts for so many services

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A service that may answer, and how like the question it is: from 0, and hardly above 1."""

    service: Service
    likeness: float


class Finder:
    """Compares what is asked with names, spoken ones too, and summaries; what few services say weighs more."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._features = Features()
        # Each of a service's names by itself, and its summary in each language: one that is met is enough.
        told = [
            (number, *self._features.of(text, tokenise(text)))
            for number, service in enumerate(catalogue.services)
            for text in _texts(service)
        ]
        self._whose = np.array([number for number, _, _ in told])
        self._at = np.concatenate([at for _, at, _ in told])
        self._row = np.repeat(np.arange(len(told)), [len(at) for _, at, _ in told])
        self._rarity = _rarity(self._at, self._whose[self._row], len(catalogue.services))
        weights = np.concatenate([weights for *_, weights in told]) * self._rarity[self._at]
        lengths = np.sqrt(np.bincount(self._row, weights * weights))
        self._weights = weights / lengths[self._row]

    def find(self, question: str, reading: Reading | None = None, municipality: str | None = None) -> list[Found]:
        """What may answer *question*, the likeliest first.

        *reading* is what the engine made of it; *municipality* is a Finnish name.
        """
        likeness, reasons = self._likeness(question), _probabilities(reading)
        found = [
            Found(service=service, likeness=float(alike) + _by_reason(service, reasons))
            for service, alike in zip(self.catalogue.services, likeness, strict=True)
            if service.is_for(municipality)
        ]
        return sorted(found, key=lambda one: -one.likeness)

    def _likeness(self, question: str) -> Floats:
        """Of each service: the cosine of the question and the text of it that is most like it."""
        question = question[:_LONGEST_QUESTION]
        at, weights = self._features.of(question, tokenise(question))
        asked = np.zeros(SIZE)
        np.add.at(asked, at, weights * self._rarity[at])
        asked /= np.linalg.norm(asked) or 1.0
        alike = np.bincount(self._row, self._weights * asked[self._at])
        best = np.zeros(len(self.catalogue.services))
        np.maximum.at(best, self._whose, alike)
        return best


def _texts(service: Service) -> Iterator[str]:
    for language in ANSWER_LANGUAGES:
        names = [one for one in (service.names.get(language), *service.also_called.get(language, ())) if one]
        yield from names
        if names:
            yield " ".join((*names, service.what.get(language, "")))


def _rarity(at: npt.NDArray[np.int64], whose: npt.NDArray[np.int64], services: int) -> Floats:
    """Of each feature, how much it tells: the fewer services have it, the more; what none has tells most."""
    pairs = np.unique(np.stack([at, whose]), axis=1)
    held = np.maximum(np.bincount(pairs[0], minlength=SIZE), _HELD_BY_NONE)
    return np.asarray(np.log1p(services / held))


def _probabilities(reading: Reading | None) -> Mapping[Reason, float]:
    if reading is None:
        return {}
    others = {one.reason: one.confidence for one in reading.alternatives}
    return {**others, reading.reason: reading.reason_confidence}


def _by_reason(service: Service, reasons: Mapping[Reason, float]) -> float:
    shares = [reasons.get(reason, 0.0) for reason in service.reasons]
    return _OF_FIRST_REASON * sum(shares[:1]) + _OF_LATER_REASON * sum(shares[1:])
