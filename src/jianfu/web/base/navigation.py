"""The entries of the page frame's navigation, in order; each is shown to those whom its route admits."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Permission


@dataclass(frozen=True, slots=True)
class Entry:
    """A word in the navigation: its label, its route, and the permission it needs (None: anyone signed in)."""

    label: str | Promise
    route: str
    permission: Permission | None
    app: str = ""  # the first part of its app's addresses, where all of these lie under it unless another is closer


@dataclass(frozen=True, slots=True)
class Link:
    """An entry with its address, and whether the page shown lies under it."""

    label: str | Promise
    address: str
    is_here: bool


ENTRIES = (
    Entry(_("概览"), "dashboard:home", None),
    Entry(_("登记库"), "registry:assets", Permission.REGISTRY_VIEW),
    Entry(_("排查"), "census:campaigns", Permission.CENSUS_VIEW, "census/"),
    Entry(_("导入"), "census:imports", Permission.IMPORT_RUN),
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


# What the menu of the person signed in offers.
OWN = (
    Entry(_("我的账户"), "units:account", None),
    Entry(_("修改密码"), "account_change_password", None),
    Entry(_("两步验证"), "mfa_index", None),
    Entry(_("我的会话"), "base:sessions", None),
    Entry(_("访问令牌"), "base:tokens", Permission.TOKENS_OWN),
    Entry(_("推送"), "base:webhooks", Permission.WEBHOOKS_CHANGE),
)


def links_for(actor: Actor, path: str) -> tuple[Link, ...]:
    """Return the entries the actor may open as links; the one under which ``path`` lies most closely is here."""
    return _links(entries_for(actor), path)


def own_links_for(actor: Actor) -> tuple[Link, ...]:
    """Return the links to what is the actor's own: account, second factor, tokens."""
    return _links((entry for entry in OWN if entry.permission is None or actor.may(entry.permission)), "")


def _links(entries: Iterable[Entry], path: str) -> tuple[Link, ...]:
    found = [(entry, address) for entry in entries if (address := _address(entry.route))]
    above = [address for _entry, address in found if path == address or (address != "/" and path.startswith(address))]
    above = above or [address for entry, address in found if entry.app and path.startswith(_root(entry, address))]
    here = max(above, key=len, default=None)
    return tuple(Link(entry.label, address, address == here) for entry, address in found)


def _root(entry: Entry, address: str) -> str:
    """Return where an entry's app begins, wherever the product is mounted."""
    before, mark, _rest = address.partition(entry.app)
    return before + mark


def _address(route: str) -> str:
    """Return the address of a route, empty where the route is not mounted."""
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""
