"""Forms of units, posts and people."""
