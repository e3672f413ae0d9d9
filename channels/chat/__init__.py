"""The chat: its frames, its limits, and how a conversation's first message is read. Pure: no sockets, no store."""
