"""The coverage of a campaign: a schematic map, and the table behind it."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jianfu.engine.census.coverage import STATES
from jianfu.web.base.guard import guard
from jianfu.web.base.moment import moment_of
from jianfu.web.base.permissions import Permission
from jianfu.web.census.models import Campaign, Declaration
from jianfu.web.census.queries.coverage import Coverage, Share, campaigns_in, coverage_of, place_for
from jianfu.web.census.views.tiles import LEGEND, Map, map_of
from jianfu.web.units.models import Unit
from jianfu.web.units.models.unit import Level


def read(request: HttpRequest, pk: int) -> tuple[Campaign, Unit, Coverage]:
    """Return the campaign, the place asked for and its coverage, or answer 404."""
    moment = moment_of(request)
    campaign = get_object_or_404(campaigns_in(moment.by), pk=pk)
    place = place_for(moment.by, campaign, request.GET.get("at", ""))
    if place is None:
        raise Http404
    return campaign, place, coverage_of(moment.by, campaign, place, as_of=timezone.localdate(moment.at))


@guard(Permission.CENSUS_VIEW)
def coverage(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far each place is, as a schematic map of tiles and as the table of the same figures."""
    campaign, place, found = read(request, pk)
    rows = [Row(campaign, share) for share in (*found.places, *((found.own,) if found.own else ()))]
    context = {
        "campaign": campaign,
        "place": place,
        "above": _above(place, campaign),
        "whole": Row(campaign, found.whole),
        "rows": rows,
        "levels": [Row(campaign, share, by_level=True) for share in found.levels],
        "map": map_in(campaign, found),
        "legend": LEGEND,
        "query": urlencode({"at": place.unit_id}),
    }
    return render(request, "census/coverage.html", context)


def map_in(campaign: Campaign, found: Coverage) -> Map:
    """Return the map of a coverage: a tile opens the place below, that of its own units their tables."""
    numbers = [share.unit_id for share in found.places]
    codes = dict(Unit.objects.filter(unit_id__in=numbers).values_list("unit_id", "region_code"))
    return map_of(
        found.places,
        lambda share: Row(campaign, share).numbers[0][2] if share.own else down(campaign, share),
        own=found.own if found.places else None,
        codes=codes,
    )


class Row:
    """A share as the table shows it: each of its numbers with the address of the tables it counts."""

    def __init__(self, campaign: Campaign, share: Share, *, by_level: bool = False) -> None:
        self.share, self.tally = share, share.tally
        self.narrow: dict[str, Any] = {"campaign": campaign.pk, "unit": share.unit_id}
        if by_level or share.own:
            self.narrow["level"] = share.level
        self.level = dict(Level.choices).get(share.level, "")
        self.down = "" if by_level or share.own else down(campaign, share)

    def _cell(self, count: int, **asked: Any) -> tuple[int, str]:
        return count, f"{reverse('census:declarations')}?{urlencode({**self.narrow, **asked}, doseq=True)}"

    @property
    def numbers(self) -> list[tuple[str, int, str]]:
        """Return each number with its label and the address of its rows."""
        labels = dict(Declaration.State.choices)
        tally, settled = self.tally, ["signed", "nothing"]
        found = [(_("应报"), *self._cell(tally.required)), (_("已答复"), *self._cell(tally.answered, state=settled))]
        found += [(str(labels[name]), *self._cell(getattr(tally, name), state=name)) for name in reversed(STATES)]
        late = {"state": ["not_begun", "working", "handed_in"], "due_on__before": timezone.localdate().isoformat()}
        return [*found, (_("逾期"), *self._cell(self.share.overdue, **late))]

    @property
    def percent(self) -> float | None:
        """Return the rate in percent, cut to one place after the point, so that 100 means all."""
        return None if self.tally.rate is None else int(self.tally.rate * 1000) / 10


def down(campaign: Campaign, share: Share) -> str:
    """Return the address of the coverage of a part of the tree."""
    return f"{reverse('census:coverage', args=[campaign.pk])}?{urlencode({'at': share.unit_id})}"


def _above(place: Unit, campaign: Campaign) -> list[Unit]:
    pks = [int(part) for part in place.path.strip("/").split("/")[:-1] if part]
    units = Unit.objects.in_bulk(pks)
    return [units[pk] for pk in pks if pk in units and units[pk].path.startswith(campaign.scope.path)]
