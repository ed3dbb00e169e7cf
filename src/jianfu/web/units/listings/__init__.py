"""Lists of units, posts and people."""
