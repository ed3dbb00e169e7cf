"""Lists of the census."""
