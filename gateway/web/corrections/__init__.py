"""What people chose otherwise than was read: rates, what was taken for what, and a list to review."""
