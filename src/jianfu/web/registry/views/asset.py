"""The page of one entry, and its code that leads the public to the check."""

import io
from typing import Any

import qrcode
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathImage

from jianfu.engine.cases.life import moves_from
from jianfu.web.base.guard import guard
from jianfu.web.base.moment import moment_of
from jianfu.web.base.permissions import Permission
from jianfu.web.registry.actions.values import OBSERVED
from jianfu.web.registry.forms.asset import GROUPS, SEEN
from jianfu.web.registry.models import Asset, AssetFunction, AssetRelation
from jianfu.web.registry.queries import asset as queries
from jianfu.web.registry.queries import history, life, official, words
from jianfu.web.registry.views.deciding import direct, either

VIEW = Permission.REGISTRY_VIEW
HISTORY_SHOWN = 30
REST = _("其他登记内容")
# Shown on the page elsewhere, or the register's own bookkeeping.
ELSEWHERE = {
    *OBSERVED, "id", "asset_id", "category", "state", "closed_on", "credentials", "stated_none", "search", "version",
    "created_at", "changed_at",
}  # fmt: skip


def found(request: HttpRequest, asset_id: str) -> Asset:
    """Return the entry of that number among those the actor sees; 404 otherwise."""
    rows: QuerySet[Asset] = queries.visible(moment_of(request).by)
    return get_object_or_404(rows.select_related("using_unit", "supervising_unit", "owner"), asset_id=asset_id)


@guard(VIEW)
def asset(request: HttpRequest, asset_id: str) -> HttpResponse:
    """Show all that the register knows of one entry."""
    moment, entry = moment_of(request), found(request, asset_id)
    standing = life.standing_of(entry)
    may = either(moment.by, entry.sponsor)
    context = {
        "asset": entry,
        "state": words.word_of("state", entry.state),
        "category": words.word_of("category", entry.category),
        "groups": facts(entry),
        "observed": queries.observed(entry, as_of=timezone.localdate(moment.at)),
        "functions": entry.functions.order_by("function_code", "region_code"),
        "uncovered": standing.uncovered,
        "audiences": entry.audiences.select_related("unit").order_by("unit__region_code", "unit_id"),
        "relations": queries.relations(entry),
        "names": queries.names(entry),
        "recoveries": entry.recoveries.order_by("-opened_on", "-pk"),
        "requests": entry.requests.filter(state="open").select_related("proposed_by"),
        "moves": [(move.code, words.text(move.name)) for move in moves_from(standing)] if may else [],
        "panels": [import_string(path)(entry, moment.by) for path in settings.ASSET_PANELS],
        "history": history.told(entry, labels(), limit=HISTORY_SHOWN),
        "is_public": official.public_entries().filter(pk=entry.pk).exists(),
        "may_change": may,
        "direct": direct(moment.by, entry.sponsor),
        "may_credential": moment.by.may_at(Permission.CREDENTIAL_CHANGE, entry.sponsor),
    }
    return render(request, "registry/asset.html", context)


def labels() -> dict[str, Any]:
    """Return the labels of what the chain says of an entry; the version is nobody's concern."""
    said = {field.name: field.verbose_name for field in Asset._meta.concrete_fields if field.name != "version"}
    said |= {field.name: field.verbose_name for field in AssetFunction._meta.concrete_fields}
    said |= {field.name: field.verbose_name for field in AssetRelation._meta.concrete_fields}
    return {
        **said,
        "unit": _("对象单位"),
        "posts": _("岗位数"),
        "on": _("办理日期"),
        "stop_approval": _("停止服务审批文号"),
    }


def facts(entry: Asset) -> list[tuple[Any, list[tuple[str, Any, bool]]]]:
    """Return the facts of an entry in the groups of its form, then the others it has.

    Each: its label, its value (None: no evidence), whether a sheet said that there is none.
    """
    groups = []
    for title, names in GROUPS.get(entry.category, ()):
        if title is not SEEN:
            groups.append((title, [_fact(entry, name) for name in names if name not in OBSERVED]))
    if rest := _rest(entry):
        groups.append((REST, rest))
    return groups


def _rest(entry: Asset) -> list[tuple[str, Any, bool]]:
    """Return the facts that its category's form does not ask for but somebody gave, by an import for instance."""
    asked = {name for _title, names in GROUPS.get(entry.category, ()) for name in names}
    names = [field.name for field in Asset._meta.concrete_fields if field.name not in asked | ELSEWHERE]
    return [fact for fact in (_fact(entry, name) for name in names) if fact[1] is not None or fact[2]]


def _fact(entry: Asset, name: str) -> tuple[str, Any, bool]:
    value = queries.shown(entry, name)
    if isinstance(value, list):
        value = "；".join(words.word_of(name, str(part)) for part in value)
    return str(Asset._meta.get_field(name).verbose_name), value, name in entry.stated_none  # type: ignore[union-attr]


@guard(VIEW)
def code(request: HttpRequest, asset_id: str) -> HttpResponse:
    """Draw the QR code that leads the public to what the register says of the entry."""
    entry = found(request, asset_id)
    address = request.build_absolute_uri(reverse("registry:official", args=[entry.asset_id]))
    drawn = io.BytesIO()
    qrcode.make(address, image_factory=SvgPathImage, border=2).save(drawn)
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")
