"""Units by token."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router, Schema

from jianfu.web.base.api import listing
from jianfu.web.base.api.authentication import permits
from jianfu.web.base.api.concurrency import tag_of
from jianfu.web.base.api.errors import PROBLEMS
from jianfu.web.base.moment import moment_of
from jianfu.web.base.permissions import Permission
from jianfu.web.units.actions.unit import said_of
from jianfu.web.units.listings.unit import UNITS
from jianfu.web.units.queries import unit as units

router = Router(tags=["units"])
listing.add(router, "/units", UNITS, name="units")


class UnitOut(Schema):
    """One unit: its facts, its place, and who took over where it ended."""

    unit_id: str
    name: str
    short_name: str
    parent_id: str
    level: str
    region_code: str
    line: str
    unit_type: str
    staff: int | None
    state: str
    founded_on: str | None
    ended_on: str | None
    successors: list[str]
    version: int


@router.get(
    "/units/{unit_id}", response={200: UnitOut, **PROBLEMS}, auth=permits(Permission.UNITS_VIEW),
    summary="one unit", operation_id="get_unit",
)  # fmt: skip
def get_unit(request: HttpRequest, response: HttpResponse, unit_id: str) -> dict[str, object]:
    """Answer with one unit; 404 outside the token's scope."""
    unit = get_object_or_404(units.visible(moment_of(request).by).select_related("parent"), unit_id=unit_id)
    response["ETag"] = tag_of(unit.version)
    successors = [change.successor.unit_id for change in units.successors(unit) if change.successor]
    return {**said_of(unit), "successors": successors, "version": unit.version}
