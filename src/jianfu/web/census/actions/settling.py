"""Settle a conflict between sources: what holds is written where the one who decides may write."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_noop as _

from jianfu.engine.cases.life import Given
from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Permission
from jianfu.web.base.unable import UnableToPermit
from jianfu.web.census.actions.applying import way_to_close
from jianfu.web.census.actions.declaration import propose_rows
from jianfu.web.census.models import Declaration, DeclarationRow, Match
from jianfu.web.census.queries.reconciliation import COLUMN_OF
from jianfu.web.registry.actions import asset as entry
from jianfu.web.registry.actions import life
from jianfu.web.registry.models import Asset

# Which columns another source may set right. Whose an entry is, is moved by a transfer of its own.
WRITTEN = ("name", "platform", "platform_id", "url", "filing_no", "state")


def write_down(*, match: Match, right: str, note: str, by: Actor, at: datetime, request_id: str) -> dict[str, Any]:
    """Bring what the right record says into the unit's table or the register, and return what was written.

    Whoever fills the unit's table in proposes it there, for the responsible person to sign; a coordinator writes to
    the register. Nothing is written where the register is right, or does not know the entry. Raises UnableToPermit for
    whoever may do neither.
    """
    asset, source = match.asset, right.partition("|")[0]
    values = _differing(match, right)
    if asset is None or source == "register" or not values:
        return {}
    table = Declaration.objects.filter(campaign=match.campaign, unit=asset.sponsor).first()
    moment: dict[str, Any] = {"by": by, "at": at, "request_id": request_id}
    if table is not None and by.may_at(Permission.CENSUS_DECLARE, asset.sponsor):
        row = {**_answered(table, asset), **values, "kind": "changed", "asset_id": asset.asset_id}
        propose_rows(declaration=table, rows=[row], source=source, reason=note, **moment)
    elif by.may_at(Permission.REGISTRY_CHANGE, asset.sponsor):
        _change(asset, values, note or f"{match.campaign}: {_('三方比对')}", **moment)
    else:
        raise UnableToPermit(
            zh="改登记库要由单位填报员或牵头联络员来定。您可以选以登记库为准，或请他们判断。",
            en="The unit's clerk or the coordinator decides what the register is to say. Choose the register's side, "
            "or ask them.",
        )
    return values


def _differing(match: Match, right: str) -> dict[str, Any]:
    """Return the columns that differ, as the right record has them."""
    said = match.records[right]
    codes = [COLUMN_OF.get(code, code) for code in match.differing]
    return {code: said[code] for code in codes if code in WRITTEN and said.get(code)}


def _answered(table: Declaration, asset: Asset) -> Mapping[str, Any]:
    """Return what the unit has corrected of the entry already: a proposal stands in place of the whole answer."""
    if table.applied_at:
        return {}
    row = table.rows.filter(asset=asset, kind=DeclarationRow.Kind.CHANGE).first()
    return row.values if row else {}


def _change(asset: Asset, values: Mapping[str, Any], reason: str, **moment: Any) -> None:
    said = dict(values)
    ends = said.get("state") == "closed" and asset.state != "closed"
    if ends or asset.state == "closed":
        said.pop("state", None)  # closing and opening again are moves of an entry's life, not corrections
    if said:
        asset = entry.change(asset=asset, values=said, version=None, reason=reason, **moment)
    today = timezone.localdate(moment["at"])
    given = Given(on=today, reason=reason)
    if ends:
        way = way_to_close(asset, DeclarationRow.Kind.GONE, given, today)
        life.move(asset=asset, move=way, given=given, version=None, **moment)
    elif asset.state == "closed" and values.get("state"):
        life.move(asset=asset, move="reopen", given=given, version=None, **moment)
