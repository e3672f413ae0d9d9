"""Training data for Rasa from the same texts that our own model learns from: plain intents, the first reason of each.

Runs on Rasa's own Python with the clone on its path; needs of ours the reading of the texts and how they are cleaned.
"""

import hashlib
import json
import random
from collections import defaultdict
from pathlib import Path

from nlu.linear.corpus import read_examples
from nlu.rasa_words import cleaned

HERE = Path(__file__).parent
DATA = HERE.parent / "data"


def texts_by_reason(language: str = "", each: int = 0) -> dict[str, list[str]]:
    """Reason -> texts, each once; of one *language* where it is given, at most *each* of a reason where that is."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for example in read_examples(DATA):
        text = cleaned(example.text)
        if text and language in ("", example.language):
            found[example.reason.value][text] = None
    chosen = {reason: list(texts) for reason, texts in sorted(found.items())}
    if each:
        draw = random.Random(7)  # the same every time, or the model would have another name
        chosen = {reason: draw.sample(texts, min(each, len(texts))) for reason, texts in chosen.items()}
    return chosen


def training_data(texts: dict[str, list[str]]) -> str:
    """*texts* as Rasa reads them. Each reason's are one quoted string, so that no sign in a text is misread."""
    blocks = ['version: "3.1"', "nlu:"]
    for reason, examples in texts.items():
        lines = "".join(f"- {text}\n" for text in examples)
        blocks += [f"- intent: {reason}", f"  examples: {json.dumps(lines, ensure_ascii=False)}"]
    return "\n".join([*blocks, ""])


def model_name(configuration: str, data: str) -> str:
    """The configuration's name, and a hash of all that the model is made from: the same name is the same model."""
    digest = hashlib.sha256(data.encode())
    for file in (f"config-{configuration}.yml", "requirements.txt"):
        digest.update((HERE / file).read_bytes())
    return f"{configuration}-{digest.hexdigest()[:12]}"
