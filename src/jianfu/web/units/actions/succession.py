"""Hand on what hangs on a unit that ends: its posts here, the rest by each higher word, in the reform's transaction."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string

from jianfu.web.base.actions import audit
from jianfu.web.base.actions.audit import Deed
from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Permission
from jianfu.web.units.models import Unit

LONGEST = 100  # the name of a post


def hand_on(unit: Unit, successor: Unit, *, by: Actor, at: datetime, reason: str, request_id: str = "") -> None:
    """Hand posts, with who holds them, and all that higher words keep of the unit to its successor."""
    renamed = _posts(unit, successor, by=by, at=at, reason=reason, request_id=request_id)
    for name in settings.UNIT_SUCCESSIONS:
        take_over: Callable[..., None] = import_string(name)
        take_over(unit=unit, successor=successor, by=by, at=at, reason=reason, request_id=request_id, renamed=renamed)


def _posts(unit: Unit, successor: Unit, *, by: Actor, at: datetime, reason: str, request_id: str) -> dict[str, str]:
    """Move the posts and return what they were and are called; one whose name is taken there says where it is from."""
    taken, role = set(successor.posts.values_list("name", flat=True)), by.role_for(Permission.UNITS_CHANGE)
    deeds, renamed = [], {}
    for post in unit.posts.filter(ended_on=None).order_by("name"):
        before = {"unit": unit.unit_id, "name": post.name}
        post.unit, post.name = successor, _free(post.name, unit.name, taken)
        post.save(update_fields=["unit", "name"])
        taken.add(post.name)
        after = {"unit": successor.unit_id, "name": post.name}
        renamed["/".join(before.values())] = "/".join(after.values())
        deeds.append(Deed("posts.hand_on", "post", str(post.pk), before, after, successor.unit_id, role, reason))
    if deeds:
        audit.write(by=by, at=at, deeds=deeds, request_id=request_id)
    return renamed


def _free(name: str, unit_name: str, taken: set[str]) -> str:
    """Return the name, or one that says which unit the post comes from; with a number where that is taken too."""
    if name not in taken:
        return name
    said, number = f"{name}（{unit_name}）"[:LONGEST], 2
    while said in taken:
        said, number = f"{f'{name}（{unit_name}）'[: LONGEST - 4]}-{number}", number + 1
    return said
