"""The comparison of machines and people, as a page and as a file."""
