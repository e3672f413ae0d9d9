"""The chat line: what is said becomes entries, and entries find every client that is owed them."""
