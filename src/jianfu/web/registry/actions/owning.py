"""Make one post answer for many entries of its unit at once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from jianfu.web.base.actions import bulk
from jianfu.web.base.actions.bulk import Subject
from jianfu.web.base.actor import Actor
from jianfu.web.base.unable import UnableToSave
from jianfu.web.registry.models import Asset
from jianfu.web.units.models import Post


def give(
    subject: Subject, *, rows: QuerySet[Asset], values: Mapping[str, Any], by: Actor, at: datetime, reason: str,
    request_id: str = "",
) -> str:  # fmt: skip
    """Let the post named ``values["owner"]`` answer for all rows and return the batch's id.

    Raises UnableToSave where the rows belong to several units, or their unit has no such post.
    """
    sponsors = list(rows.order_by("sponsor").values_list("sponsor", flat=True).distinct()[:2])
    if len(sponsors) != 1:
        raise UnableToSave(
            zh="所选条目分属多个单位，岗位只属于一个单位。请先按主办单位筛选，再分单位更改。",
            en="These entries belong to several units, and a post to one. Filter by sponsor and change unit by unit.",
        )
    name = str(values["owner"]).strip()
    post = Post.objects.filter(unit=sponsors[0], name=name, ended_on=None).first()
    if post is None:
        raise UnableToSave(
            zh=f"主办单位没有在设的岗位“{name}”。请先在单位页面设岗，或改填已有岗位的名称。",
            en=f"The sponsor has no standing post “{name}”. Found it on the unit's page, or name one that stands.",
        )
    return bulk.apply(subject, rows=rows, values={"owner": post}, by=by, at=at, reason=reason, request_id=request_id)
