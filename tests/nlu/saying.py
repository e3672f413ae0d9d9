"""A model that gives the same answers of every text: for what is made of a model's answers, whatever it has learnt."""

from collections.abc import Mapping

import numpy as np

from channels.codes import About, ContacterType, Flag, MatterType, Reason, Urgency
from nlu.linear.artefact import Head, HeadName, Model
from nlu.linear.features import SIZE
from nlu.linear.score import Scorer

Answers = Mapping[HeadName, Mapping[str, float]]

_EACH_BY_ITSELF = frozenset({HeadName.FLAGS, HeadName.DANGER})
_NEVER = 1e-6
_HEADS = (
    Head(name=HeadName.REASON, codes=tuple(Reason)),
    Head(name=HeadName.URGENCY, codes=tuple(Urgency)),
    Head(name=HeadName.CONTACTER, codes=tuple(ContacterType)),
    Head(name=HeadName.ABOUT, codes=tuple(About)),
    Head(name=HeadName.MATTER_TYPE, codes=tuple(MatterType)),
    Head(name=HeadName.FLAGS, codes=tuple(Flag)),
    Head(name=HeadName.DANGER, codes=("emergency", "urgent")),
)
_OTHERWISE: Answers = {HeadName.URGENCY: {Urgency.ROUTINE: 0.9}, HeadName.MATTER_TYPE: {MatterType.ADVICE: 0.9}}


def saying(answers: Answers) -> Scorer:
    """What says *answers* of any text: how probable each code is, by head. Codes that are not named are not meant."""
    bias = [_logit(head.name, code, _OTHERWISE | answers) for head in _HEADS for code in head.codes]
    model = Model(
        heads=_HEADS,
        weights=np.zeros((SIZE, len(bias)), np.int8),
        scale=np.ones(len(bias), np.float32),
        bias=np.array(bias, np.float32),
        idf=np.ones(SIZE, np.float32),
        thresholds={"emergency": 0.5, "urgent": 0.5},
        version="saying",
    )
    return Scorer(model)


def _logit(name: HeadName, code: str, answers: Answers) -> float:
    share = answers.get(name, {}).get(code, _NEVER)
    return float(np.log(share / (1 - share)) if name in _EACH_BY_ITSELF else np.log(share))
