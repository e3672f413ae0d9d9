"""How the rules of acts and what is learnt of them are one answer. All of it stands here.

Cross-validation on the utterances chose the figures (`tests/benchmarks/acts_thresholds.py`). ALONE: from here on two in
three of the acts that no rule found are right; of wishes for a person three in five, since to offer one for nothing
costs little, and to refuse one is the law broken. REFUSED: below it nine in ten of what a rule found are wrong.
"""

import logging
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from nlu.act_rules import Act
from nlu.acts_model import artefact
from nlu.acts_model.artefact import Model
from nlu.linear.artefact import DamagedModelError

log = logging.getLogger(__name__)

# Not here: no, does not know, goodbye, jokes, a child. Of these what is learnt knows nothing that rules do not.
ALONE: Final[Mapping[Act, float]] = {
    Act.WANTS_PERSON: 0.3,
    Act.YES: 0.25,
    Act.CALL_BACK: 0.2,
    Act.ASSESSMENT: 0.25,
    Act.ANSWER: 0.25,
    Act.ASKS: 0.8,
    Act.ANGRY: 0.25,
    Act.CORRECTS: 0.35,
    Act.SELF_IS_BOT: 0.3,
}
REFUSED: Final[Mapping[Act, float]] = {
    Act.ASKS: 0.03,
}
# Who asks whether a person is there has not asked for one, nor has who wishes to be called; and who asks what an
# assessment is has not asked for one either: their words alone would be taken for it.
NOT_BESIDE: Final[Mapping[Act, frozenset[Act]]] = {
    Act.WANTS_PERSON: frozenset({Act.SELF_IS_BOT, Act.CALL_BACK}),
    Act.ASSESSMENT: frozenset({Act.ASKS}),
}


def joined(ruled: frozenset[Act], denied: frozenset[Act], shares: Mapping[Act, float]) -> frozenset[Act]:
    """The acts of a message: *ruled* and *denied* say what rules found, *shares* how probable each is as learnt.

    What a rule denies stays denied. Without shares the rules stand.
    """
    kept = {act for act in ruled if act not in REFUSED or shares.get(act, 1.0) >= REFUSED[act]}
    added = {act for act, least in ALONE.items() if act not in denied and shares.get(act, 0.0) >= least}
    either = kept | added
    return frozenset(kept | {act for act in added if not NOT_BESIDE.get(act, frozenset()) & either})


@cache
def load() -> Model | None:
    """The model that comes with the program; None, and the log says so, where it cannot be used."""
    return load_from(files("nlu").joinpath("acts_model", "model"))


def load_from(folder: Traversable) -> Model | None:
    """The model in *folder*; None, and the log says so, where it cannot be used."""
    try:
        return artefact.load(folder)
    except DamagedModelError as error:
        log.warning("acts_model_unusable", extra={"why": error.why})
        return None
