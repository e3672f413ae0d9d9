"""The second opinion on the reason: a small language model in a process of its own, which the first can do without."""
