"""Posts: found them, give them to people, and hand everything over in one step when a person leaves."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from jianfu.web.base.actions import audit
from jianfu.web.base.actions.audit import Deed
from jianfu.web.base.actor import Actor
from jianfu.web.base.models import User
from jianfu.web.base.permissions import Permission
from jianfu.web.base.unable import UnableToPermit, UnableToSave
from jianfu.web.units.models import Post, PostHolding, Unit
from jianfu.web.units.queries import people
from jianfu.web.units.queries import post as posts


class UnableToHandOver(UnableToSave):
    """Something would be left without anybody, or the person named cannot take it."""


def _permit(unit: Unit, by: Actor) -> None:
    if not by.may_at(Permission.PEOPLE_CHANGE, unit):
        raise UnableToPermit(
            zh=f"您的角色不能调整“{unit.name}”的岗位。请联系该地的牵头联络员或系统管理员。",
            en=f"Your roles do not let you change posts of “{unit.name}”. Ask the coordinator or the administrator.",
        )


def _deed(
    action: str,
    post: Post,
    *,
    before: Mapping[str, object] | None,
    after: Mapping[str, object] | None,
    reason: str = "",
) -> Deed:
    return Deed(action, "post", str(post.pk), before, after, post.unit.unit_id, reason=reason)


def create(*, unit: Unit, name: str, by: Actor, at: datetime, request_id: str = "") -> Post:
    """Found a post of a unit, or take up again one that ended under the same name; return it."""
    _permit(unit, by)
    with transaction.atomic():
        post, _ = Post.objects.update_or_create(unit=unit, name=name.strip(), defaults={"ended_on": None})
        deed = _deed("posts.create", post, before=None, after={"name": post.name})
        audit.write(by=by, at=at, deeds=[deed], request_id=request_id)
    return post


def end(*, post: Post, on: date, by: Actor, at: datetime, reason: str, request_id: str = "") -> None:
    """End a post. Raises UnableToHandOver while entries still answer to it."""
    _permit(post.unit, by)
    owned = post.assets.count()
    if owned:
        raise UnableToHandOver(
            zh=f"“{post.name}”还负责 {owned} 个条目。请先把它们交给其他岗位，再撤销。",
            en=f"“{post.name}” still answers for {owned} entries. Give them to another post first.",
        )
    with transaction.atomic():
        Post.objects.filter(pk=post.pk).update(ended_on=on)
        PostHolding.objects.filter(post=post, until=None).update(until=on)
        deed = _deed("posts.end", post, before={"name": post.name}, after={"ended_on": on.isoformat()}, reason=reason)
        audit.write(by=by, at=at, deeds=[deed], request_id=request_id)


def give(*, post: Post, user: User, since: date, by: Actor, at: datetime, request_id: str = "") -> PostHolding:
    """Let a person hold a post from a day on; return the holding, the one that lasts where there is one already."""
    _permit(post.unit, by)
    with transaction.atomic():
        holding, made = PostHolding.objects.get_or_create(post=post, user=user, until=None, defaults={"since": since})
        if made:
            after = {"holder": user.name, "since": since.isoformat()}
            audit.write(
                by=by, at=at, deeds=[_deed("posts.give", post, before=None, after=after)], request_id=request_id
            )
    return holding


def _permit_leaving(user: User, by: Actor, today: date) -> None:
    if not people.governs(by, user, as_of=today):
        raise UnableToPermit(
            zh=f"“{user.name}”的角色不都由您授予或管理，不能由您办理离岗交接。请联系其上级单位的管理人员。",
            en=f"Not every role of “{user.name}” is yours to give, so you cannot let them leave. Ask the unit above.",
        )


def hand_over(
    *, user: User, to: User | None, on: date, by: Actor, at: datetime, reason: str, request_id: str = ""
) -> list[Post]:
    """Let a person leave in one step: posts go to ``to``, roles end, the account closes. Return the posts handed over.

    ``on`` is the person's last day. Raises UnableToHandOver where a post would be left without anybody, or where the
    person named is the one who leaves or no longer active; UnableToPermit where the actor does not govern the person.
    """
    _permit_leaving(user, by, timezone.localdate(at))
    left = posts.sole_holdings(user, as_of=on)
    for holding in left:
        _permit(holding.post.unit, by)
    grants = posts.grants_of(user, as_of=on)
    for grant in grants:
        _permit(grant.unit, by)
    if left and to is None:
        names = "、".join(holding.post.name for holding in left)
        raise UnableToHandOver(
            zh=f"以下岗位将无人负责：{names}。请选择接手人。",
            en=f"These posts would be left without anybody: {names}. Choose who takes them.",
        )
    if to is not None and (to.pk == user.pk or not to.is_active):
        raise UnableToHandOver(zh="接手人须是另一位在用的用户。", en="Who takes over must be another, active person.")
    with transaction.atomic():
        deeds = []
        for holding in left:
            if to is not None:
                PostHolding.objects.get_or_create(
                    post=holding.post, user=to, until=None, defaults={"since": on + timedelta(days=1)}
                )
                after: dict[str, object] = {"holder": to.name}
                deeds.append(
                    _deed("posts.hand_over", holding.post, before={"holder": user.name}, after=after, reason=reason)
                )
        PostHolding.objects.filter(user=user, until=None).update(until=on)
        user.grants.filter(until=None).update(until=on)
        deeds += [
            Deed(
                "people.end_grant",
                "person",
                str(user.pk),
                {"role": g.role, "unit": g.unit.unit_id},
                None,
                g.unit.unit_id,
                reason=reason,
            )
            for g in grants
        ]
        User.objects.filter(pk=user.pk).update(is_active=False)
        deeds.append(
            Deed("people.leave", "person", str(user.pk), {"is_active": True}, {"is_active": False}, reason=reason)
        )
        audit.write(by=by, at=at, deeds=deeds, request_id=request_id)
    return [holding.post for holding in left]
