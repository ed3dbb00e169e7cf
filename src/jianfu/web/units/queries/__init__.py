"""What is asked of the tree of units, of posts, and of who holds what where."""

from jianfu.web.units.queries.grant import actor_of, held_of

__all__ = ["actor_of", "held_of"]
