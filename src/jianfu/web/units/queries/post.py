"""What is asked of posts and who holds them."""

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from jianfu.web.base.actor import Actor
from jianfu.web.base.models import User
from jianfu.web.base.permissions import Permission
from jianfu.web.units.models import Grant, Post, PostHolding, Unit


def held_on(as_of: date) -> Q:
    """Return the condition that a holding or grant is in force on that day."""
    return Q(since__lte=as_of) & (Q(until=None) | Q(until__gte=as_of))


def visible(actor: Actor) -> QuerySet[Post]:
    """Return the posts that stand, of units the actor may see."""
    return Post.objects.filter(actor.scope(Permission.UNITS_VIEW, "unit__"), ended_on=None).select_related("unit")


def vacant(actor: Actor, *, as_of: date) -> QuerySet[Post]:
    """Return the posts nobody active holds on that day, each with ``owned``, the entries left without anybody."""
    holding = PostHolding.objects.filter(held_on(as_of), post=OuterRef("pk"), user__is_active=True)
    return visible(actor).filter(~Exists(holding)).annotate(owned=Count("assets"))


def of_unit(unit: Unit, *, as_of: date) -> list[tuple[Post, list[User]]]:
    """Return the unit's standing posts by name, each with who holds it on that day."""
    posts = list(unit.posts.filter(ended_on=None).order_by("name"))
    holders: dict[int, list[User]] = {post.pk: [] for post in posts}
    for holding in PostHolding.objects.filter(held_on(as_of), post__in=posts).select_related("user").order_by("pk"):
        holders[holding.post_id].append(holding.user)
    return [(post, holders[post.pk]) for post in posts]


def sole_holdings(user: User, *, as_of: date) -> list[PostHolding]:
    """Return the person's holdings of posts that nobody else active holds: what would be left without anybody."""
    others = PostHolding.objects.filter(held_on(as_of), post=OuterRef("post"), user__is_active=True).exclude(user=user)
    found = PostHolding.objects.filter(held_on(as_of), ~Exists(others), user=user, post__ended_on=None)
    return list(found.select_related("post__unit").annotate(owned=Count("post__assets")).order_by("pk"))


def grants_of(user: User, *, as_of: date) -> list[Grant]:
    """Return the roles the person holds on that day."""
    return list(user.grants.filter(held_on(as_of)).select_related("unit").order_by("pk"))


def possible_heirs(user: User, *, as_of: date) -> QuerySet[User]:
    """Return the active people who hold a role at a unit where this person holds a post or a role."""
    units = {holding.post.unit_id for holding in sole_holdings(user, as_of=as_of)}
    units |= {grant.unit_id for grant in grants_of(user, as_of=as_of)}
    there = Grant.objects.filter(held_on(as_of), user=OuterRef("pk"), unit__in=units)
    return User.objects.filter(Exists(there), is_active=True).exclude(pk=user.pk).order_by("name", "pk")
