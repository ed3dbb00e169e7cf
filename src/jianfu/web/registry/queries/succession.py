"""What the register holds of a unit, and so would be handed on if the unit ended."""

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from jianfu.engine.cases.filing import FINAL, State
from jianfu.web.registry.models import Asset, AssetAudience, ChangeRequest, Exemption, Filing
from jianfu.web.units.models import Unit
from jianfu.web.units.queries.succession import Holding

# What lists call those that count: filings that are not finished, exemptions asked for or given.
STEPS = [state.value for state in State if state not in FINAL]
STANDINGS = ["requested", "upcoming", "in_force", "ending", "expired"]


def held(unit: Unit) -> list[Holding]:
    """Return how many entries, filings, exemptions and open proposals hang on a unit, each with its list."""
    using = Asset.objects.filter(Q(using_unit=unit) | Q(supervising_unit=unit)).exclude(sponsor=unit)
    given = [Exemption.State.REQUESTED, Exemption.State.APPROVED]
    exemptions = Exemption.objects.filter(asset__sponsor=unit, state__in=given)
    filings = Filing.objects.filter(asset__sponsor=unit).exclude(state__in=list(FINAL))
    proposals = ChangeRequest.objects.filter(unit=unit, state=ChangeRequest.State.OPEN)
    return [
        Holding(_("主办的条目"), Asset.objects.filter(sponsor=unit).count(), _listed("assets", "sponsor", unit)),
        Holding(_("使用或主管的条目"), using.count()),
        Holding(_("以它为对象的群组"), AssetAudience.objects.filter(unit=unit).count()),
        Holding(_("备案"), filings.count(), _listed("filings", "sponsor", unit, step=STEPS)),
        Holding(_("豁免"), exemptions.count(), _listed("exemptions", "sponsor", unit, standing=STANDINGS)),
        Holding(_("待审签的变更申请"), proposals.count(), _listed("requests", "unit", unit, state=["open"])),
    ]


def _listed(name: str, field: str, unit: Unit, **said: list[str]) -> str:
    return f"{reverse(f'registry:{name}')}?{urlencode({field: unit.unit_id, **said}, doseq=True)}"
