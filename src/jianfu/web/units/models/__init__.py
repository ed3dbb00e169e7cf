"""The tree of units, its changes, posts, and grants of roles."""

from jianfu.web.units.models.grant import Grant
from jianfu.web.units.models.post import Post, PostHolding
from jianfu.web.units.models.unit import Unit, UnitChange

__all__ = ["Grant", "Post", "PostHolding", "Unit", "UnitChange"]
