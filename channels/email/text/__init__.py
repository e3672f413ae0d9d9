"""What of the parts is the text of a mail, and what came with it."""
