"""What the page of an entry shows of its filings and exemptions, and where each begins."""

from django.template.loader import render_to_string
from django.utils import timezone

from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Permission
from jianfu.web.registry.models import Asset
from jianfu.web.registry.queries import exemption, filing


def filings(asset: Asset, actor: Actor) -> str:
    """Return the filings of an app, the newest first; nothing for accounts and groups."""
    if asset.category != "app":
        return ""
    rows = filing.listed(actor, as_of=timezone.localdate()).filter(asset=asset).order_by("-pk")
    may = actor.may_at(Permission.FILING_PREPARE, asset.sponsor) and not filing.running(asset).exists()
    return render_to_string("registry/_filings.html", {"asset": asset, "filings": rows, "may_file": may})


def exemptions(asset: Asset, actor: Actor) -> str:
    """Return the exemptions of an entry, those that end last first."""
    rows = exemption.listed(actor, as_of=timezone.localdate()).filter(asset=asset).order_by("-valid_until", "-pk")
    may = actor.may_at(Permission.EXEMPTION_REQUEST, asset.sponsor) and asset.state != "closed"
    return render_to_string("registry/_exemptions.html", {"asset": asset, "exemptions": rows, "may_ask_exemption": may})
