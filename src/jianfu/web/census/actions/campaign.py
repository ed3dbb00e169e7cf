"""Draw up a campaign, open it with one table a unit, and move it on to its end."""

from datetime import datetime
from typing import Any

from django.db import connection, transaction

from jianfu.web.base.actions import audit
from jianfu.web.base.actions.audit import Deed
from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Permission
from jianfu.web.base.prefix import under
from jianfu.web.base.search import text_for
from jianfu.web.census.actions.unable import UnableToOpen, require
from jianfu.web.census.models import Campaign
from jianfu.web.units.models import Unit

# Twenty thousand tables are made by the database itself, from the units it has.
_ONE_A_UNIT = """
INSERT INTO census_declaration (campaign_id, unit_id, due_on, state, "nothing", rest_confirmed, extension_reason,
                                content_hash, returned_reason, version)
SELECT %s, units.pk, %s, 'not_begun', FALSE, FALSE, '', '', '', 1 FROM ({units}) AS units
"""
State = Campaign.State
MOVES = {
    State.OPEN: (State.DRAFT,),
    State.RECONCILING: (State.OPEN,),
    State.FROZEN: (State.OPEN, State.RECONCILING),
    State.CLOSED: (State.FROZEN,),
}


@transaction.atomic
def draw_up(*, campaign: Campaign, by: Actor, at: datetime, request_id: str = "") -> Campaign:
    """Keep a campaign as filled in, as a draft; nobody is asked for anything yet."""
    require(by, Permission.CENSUS_OPEN, campaign.scope)
    campaign.state, campaign.search = State.DRAFT, text_for(campaign.name)
    campaign.created_by_id, campaign.created_at = by.user_pk, at
    campaign.save()
    said = {"name": campaign.name, "categories": campaign.categories, "due_on": campaign.due_on.isoformat()}
    _tell(campaign, "census.draw_up", said, by=by, at=at, request_id=request_id)
    return campaign


@transaction.atomic
def open_campaign(*, campaign: Campaign, by: Actor, at: datetime, request_id: str = "") -> int:
    """Open a campaign: make one table for every active unit in its scope, and return how many."""
    moved = move(campaign=campaign, to=State.OPEN, by=by, at=at)
    units = Unit.objects.filter(under("path", moved.scope.path), state=Unit.State.ACTIVE).order_by()
    sql, params = units.values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_ONE_A_UNIT.format(units=sql), [moved.pk, moved.due_on, *params])
        made: int = cursor.rowcount
    _tell(moved, "census.open", {"units": made}, by=by, at=at, request_id=request_id)
    return made


@transaction.atomic
def reconcile(*, campaign: Campaign, by: Actor, at: datetime, request_id: str = "") -> None:
    """Say that what came in is now compared with the other sources; units may still correct."""
    moved = move(campaign=campaign, to=State.RECONCILING, by=by, at=at)
    _tell(moved, "census.reconcile", {"state": moved.state}, by=by, at=at, request_id=request_id)


@transaction.atomic
def close(*, campaign: Campaign, by: Actor, at: datetime, reason: str = "", request_id: str = "") -> None:
    """End a campaign whose baseline is frozen. Late finds may still be attached."""
    moved = move(campaign=campaign, to=State.CLOSED, by=by, at=at)
    _tell(moved, "census.close", {"state": moved.state}, by=by, at=at, reason=reason, request_id=request_id)


def move(*, campaign: Campaign, to: str, by: Actor, at: datetime) -> Campaign:
    """Lock a campaign and move it; the caller writes the audit entry. Raises UnableToOpen for a move there is not."""
    found = Campaign.objects.select_for_update(of=("self",)).select_related("scope").get(pk=campaign.pk)
    require(by, Permission.CENSUS_OPEN, found.scope)
    if found.state not in MOVES[State(to)]:
        raise UnableToOpen(
            zh=f"“{found}”现在是“{found.get_state_display()}”，不能转为“{State(to).label}”。请刷新后查看可办事项。",
            en=f"“{found}” is {found.state} and cannot become {to}. Reload the page to see what can be done.",
        )
    found.state = to
    found.version += 1
    found.save()
    campaign.state, campaign.version = found.state, found.version
    return found


def _tell(
    campaign: Campaign,
    action: str,
    after: dict[str, Any],
    *,
    by: Actor,
    at: datetime,
    reason: str = "",
    request_id: str,
) -> None:
    deed = Deed(
        action, "campaign", str(campaign.pk), after=after, unit=campaign.scope.unit_id, reason=reason,
        role=by.role_for(Permission.CENSUS_OPEN),
    )  # fmt: skip
    audit.write(by=by, at=at, deeds=[deed], request_id=request_id)
