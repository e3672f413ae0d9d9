"""What the figures of `nlu/acts_model/join.py` rest on: acts as told by models that had not seen the text.

    .venv/bin/python -m tests.benchmarks.acts_thresholds

For each act: how many that no rule found are right from each threshold on, and how many that a rule found are wrong
below it. Texts that are nearly the same stay together.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from nlu.act_rules import Act
from nlu.acts import ruled
from nlu.acts_model import join, train
from nlu.acts_model.train import Utterance
from nlu.folding import tokenise

_PARTS = 5
_ALONE = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8)
_REFUSED = (0.003, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1)
_GROUP = 4  # letters
_ALIKE = 0.5


def parts(texts: Sequence[str]) -> list[int]:
    """A part for each of *texts*, the same for those that share half of their letter groups."""
    groups = [_groups(text) for text in texts]
    homes: list[int] = []
    for number, one in enumerate(groups):
        like = (at for at in range(number) if _alike(one, groups[at]))
        homes.append(next((homes[at] for at in like), number % _PARTS))
    return homes


def _groups(text: str) -> frozenset[str]:
    whole = f"^{' '.join(token.form for token in tokenise(text))}$"
    return frozenset(whole[at : at + _GROUP] for at in range(max(len(whole) - _GROUP + 1, 1)))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    small, large = sorted((len(one), len(other)))
    return small >= _ALIKE * large and len(one & other) >= _ALIKE * len(one | other)


def unseen(told: Sequence[Utterance], matters: Sequence[Utterance]) -> list[Mapping[Act, float]]:
    """For each of *told* what a model says that learnt from the other parts."""
    homes, shares = parts([one.text for one in told]), [dict[Act, float]()] * len(told)
    for part in range(_PARTS):
        others = [one for one, home in zip(told, homes, strict=True) if home != part]
        model = train.learn([*others, *matters])
        for number in (at for at, home in enumerate(homes) if home == part):
            shares[number] = model.shares(told[number].text)
    return shares


def main() -> None:
    utterances = train.read(Path("nlu/data"))
    told = [one for one in utterances if one.does is not None]
    shares = unseen(told, [one for one in utterances if one.does is None])
    found = [ruled(one.text) for one in told]
    for act in train.LEARNT:
        print(act)
        rows = [
            (act in (one.does or ()), said[act], *sets) for one, said, sets in zip(told, shares, found, strict=True)
        ]
        beside = join.NOT_BESIDE.get(act, frozenset())
        new = [(right, share) for right, share, acts, denied in rows if act not in acts | denied and not beside & acts]
        old = [(right, share) for right, share, acts, _ in rows if act in acts]
        print("  added  ", *(_share(least, [right for right, share in new if share >= least]) for least in _ALONE))
        print("  refused", *(_share(least, [not right for right, share in old if share < least]) for least in _REFUSED))


def _share(least: float, truths: Sequence[bool]) -> str:
    return f"{least}: {sum(truths)}/{len(truths)}"


if __name__ == "__main__":
    main()
