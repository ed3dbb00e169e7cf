"""The entries of the page frame's navigation, in order; each is shown to those whom its route admits."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Permission


@dataclass(frozen=True, slots=True)
class Entry:
    """A word in the navigation: its label, the name of its route, and the permission it needs (None: anyone signed in)."""

    label: str | Promise
    route: str
    permission: Permission | None


ENTRIES = (
    Entry(_("概览"), "dashboard:home", None),
    Entry(_("登记库"), "registry:assets", Permission.REGISTRY_VIEW),
    Entry(_("排查"), "census:campaigns", Permission.CENSUS_VIEW),
    Entry(_("备案"), "registry:filings", Permission.REGISTRY_VIEW),
    Entry(_("豁免"), "registry:exemptions", Permission.REGISTRY_VIEW),
    Entry(_("单位"), "units:units", Permission.UNITS_VIEW),
    Entry(_("人员"), "units:people", Permission.PEOPLE_VIEW),
    Entry(_("任务"), "base:jobs", Permission.JOBS_VIEW),
    Entry(_("审计"), "base:audit", Permission.AUDIT_VIEW),
)


def entries_for(actor: Actor) -> tuple[Entry, ...]:
    """Return the entries the actor may open; none for the public."""
    if not actor.is_signed_in:
        return ()
    return tuple(entry for entry in ENTRIES if entry.permission is None or actor.may(entry.permission))
