"""The household register of apps: what the public may see of them, and nothing else."""

from django.db.models import QuerySet

from jianfu.web.registry.models import Asset

PUBLIC = ("asset_id", "name", "sponsor__name", "filing_no", "state", "integrated_into_platform", "search")


def listed() -> QuerySet[Asset]:
    """Return the apps on the register, closed ones too, with only the columns that are public.

    Apps for the inside of a unit are left out: the public has no use of them, and their names may say too much.
    """
    rows = Asset.objects.filter(category="app").exclude(audience="internal").select_related("sponsor")
    return rows.only(*PUBLIC)
