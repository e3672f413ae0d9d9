"""From bytes to parts and their text: transfer encodings, alphabets, the tree of a mail."""
