"""The tree of units, its dated changes, posts, and who holds which role where."""
