"""Which two entries are one thing, or alike, and why."""
