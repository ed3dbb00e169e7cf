"""Pages of units, posts and people."""
