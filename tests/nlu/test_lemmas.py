"""Base forms, asked for as the pipeline asks: by several threads at once."""

import subprocess
import sys

# In a process of its own: what goes wrong here kills the process, and not always at the same word.
_ASK = """
import re
import sys
import threading
from pathlib import Path

from nlu.linear import lemmas

texts = (file.read_text("utf-8") for file in Path("nlu/data/fi").glob("*.yml"))
words = sorted({word for text in texts for word in re.findall(r"[^\\W\\d_]+", text)})
asked = words[:: len(words) // 8_000]
lemmatise, said = lemmas.load(), {}


def ask(reader):
    # Each begins somewhere else, so that hardly any word is remembered from another.
    start = reader * len(asked) // 4
    for word in (*asked[start:], *asked[:start]):
        said[reader, word] = lemmatise(word)


readers = [threading.Thread(target=ask, args=(reader,)) for reader in range(4)]
for one in readers:
    one.start()
for one in readers:
    one.join()
print(len(said), len(asked), sum(map(bool, said.values())))
"""


def test_four_threads_ask_for_base_forms_at_once_and_the_process_lives():
    asking = subprocess.run(
        [sys.executable, "-c", _ASK], capture_output=True, encoding="utf-8", check=False, timeout=120
    )
    assert asking.returncode == 0, asking.stderr
    said, asked, found = map(int, asking.stdout.split())
    assert said == 4 * asked
    assert found > said // 2
