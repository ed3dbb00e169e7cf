"""One of everything that has a page of its own, near and far, and which of it each route is about.

A new route with a parameter needs a line in SAMPLES: each parameter, and the way to its value from the things made
here; a value that begins with ``=`` is taken as it stands.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse

from jianfu.web import urls
from jianfu.web.base.actions import audit
from jianfu.web.base.actions.audit import Deed
from jianfu.web.base.actor import ANONYMOUS, Actor
from jianfu.web.base.models import Job, User
from jianfu.web.base.models.lists import SavedView
from jianfu.web.base.models.token import ApiToken
from jianfu.web.base.models.webhook import Delivery, Webhook
from jianfu.web.census.models import (
    Baseline,
    BaselineEntry,
    Campaign,
    Declaration,
    DeclarationRow,
    ImportBatch,
    LateFind,
    Match,
    Question,
)
from jianfu.web.registry.models import Asset, AssetFunction, ChangeRequest, CredentialRecovery, Exemption, Filing
from jianfu.web.units.models import Post, Unit

AT = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
ON = date(2026, 9, 1)
urlpatterns = urls.urlpatterns  # our routes, refused without our pages of refusal, which take long to draw
ADMITTED = 299  # what a request answers that passed every guard, in the test that stops before the view


class stop_before_view:
    """Answer in place of the view, so that guards alone are asked; stands last among the middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: Any) -> HttpResponse:
        """Say that the guards let the request pass."""
        return HttpResponse(status=ADMITTED)


def things(unit: Unit, region: Unit, person: User, asset: Asset) -> dict[str, Any]:
    """Return one of everything at a unit; ``region`` is the division a campaign there is about."""
    campaign = Campaign.objects.create(
        name=region.name, scope=region, state="open", categories=["app"], opens_on=ON, due_on=ON, created_at=AT
    )
    frozen = Campaign.objects.create(
        name=f"{region.name}上一季度", scope=region, state="frozen", categories=["new_media"], opens_on=ON, due_on=ON,
        created_at=AT,
    )  # fmt: skip
    Baseline.objects.create(
        campaign=frozen, frozen_on=ON, frozen_at=AT, entries_count=1, by_category={"new_media": 1}, reason="按期冻结",
        content_hash="0" * 64, audit_seq=1,
    )  # fmt: skip
    hook = Webhook.objects.create(name=unit.name, url="https://example.org/", salt="s", created_at=AT)
    return {
        "unit": unit,
        "person": person,
        "grant": person.grants.get(),
        "post": Post.objects.create(unit=unit, name="运营岗"),
        "asset": asset,
        "filing": Filing.objects.create(
            asset=asset, kind="first", state="project_review", state_since=ON, opened_at=AT, changed_at=AT
        ),
        "exemption": Exemption.objects.create(
            asset=asset, rules="NM-01", reason_code="seasonal", basis="季节性", valid_from=ON, valid_until=ON,
            requested_for=unit, requested_at=AT, changed_at=AT,
        ),
        "campaign": campaign,
        "frozen": frozen,
        "declaration": Declaration.objects.create(campaign=campaign, unit=unit, due_on=ON),
        "view": SavedView.objects.create(listing="x", name="我的", owner=person, created_at=AT),
        "recovery": CredentialRecovery.objects.create(asset=asset, was="lost", opened_on=ON, opened_by="某"),
        "request": ChangeRequest.objects.create(
            kind="change", asset=asset, unit=unit, title="改名", proposed_by=person, proposed_at=AT
        ),
        "function": AssetFunction.objects.create(asset=asset, function_code="F1"),
        "import": ImportBatch.objects.create(title="表", unit=unit, started_by=person, created_at=AT),
        "token": ApiToken.objects.create(
            user=person, name="x", prefix=unit.unit_id, created_at=AT, expires_at=AT + timedelta(days=9)
        ),
        "job": Job.objects.create(kind="x", title="x", started_by=person, created_at=AT),
        "entry": audit.write(by=ANONYMOUS, at=AT, deeds=[Deed("x.y", "unit", unit.unit_id, unit=unit.unit_id)])[0],
        "webhook": hook,
        "delivery": Delivery.objects.create(webhook=hook, first_seq=1, made_at=AT),
    }  # fmt: skip


def show_much(made: dict[str, Any], reader: User) -> dict[str, Any]:
    """Return the samples with what makes their pages long: logs, faults, long hashes, and rows of the reader's own."""
    sentence = {"zh": "第 3 行的单位找不到。", "en": "The unit of row 3 was not found."}
    Job.objects.filter(pk=made["job"].pk).update(
        state="failed", stage="写入", done=3, total=9, log="第 1 行\n" * 9, result={"unable": sentence, "rows": 3},
        files=[{"name": "rejected.xlsx", "bytes": 12345}], started_at=AT, ended_at=AT + timedelta(minutes=3),
    )  # fmt: skip
    Delivery.objects.update(state="given_up", attempts=6, status=500, said="x" * 200)
    ApiToken.objects.create(
        user=reader, name="统计报表", prefix="own", permissions=["units.view", "registry.view"], created_at=AT,
        expires_at=AT + timedelta(days=900), last_used_at=AT,
    )  # fmt: skip
    made["request"].proposed_by, made["request"].content = reader, {"values": {"purpose": "汛情", "sponsor": "XW"}}
    made["request"].save()
    _census(made)
    deed = Deed("registry.change", "asset", "A1", {"name": "清河水务"}, {"name": "清河水务局", "fans": 3}, unit="XW")
    made["entry"] = audit.write(by=Actor(reader.pk, reader.name), at=AT, deeds=[deed], request_id="0" * 32)[0]
    return made


def _census(made: dict[str, Any]) -> None:
    """Let the pages of a census show a table at work, a conflict, a question, and a baseline restated."""
    campaign, asset, unit = made["campaign"], made["asset"], made["unit"]
    said = {"name": "清河节水", "category": "new_media", "platform": "微博", "url": f"https://example.org/{'x' * 90}"}
    table = {"declaration": made["declaration"], "changed_at": AT}
    DeclarationRow.objects.create(asset=asset, kind="change", values={"platform_id": "qhsw"}, **table)
    DeclarationRow.objects.create(kind="new", values=said, **table)
    records = {"national|N1": {"name": "清河水利", "state": "closed"}, "register|A1": {"name": asset.name}}
    for kind in ("conflict", "suggested", "one"):
        Match.objects.create(
            campaign=campaign, key=f"t:{kind}", kind=kind, name=asset.name, unit=unit, asset=asset, records=records,
            sources="national+register", differing=["folded", "state"],
        )  # fmt: skip
    Question.objects.create(
        campaign=campaign, unit=unit, key="t:q", name="清河节水", source="national", values=said, asked_at=AT
    )
    baseline, counted = made["frozen"].baseline, {"asset": asset, "category": "new_media", "sponsor": unit}
    BaselineEntry.objects.create(baseline=baseline, **counted)
    LateFind.objects.create(baseline=baseline, found_on=ON, found_by="某乙", source="巡查", attached_at=AT, **counted)


def _about(said: dict[str, str], *names: str) -> dict[str, dict[str, str]]:
    return dict.fromkeys(names, said)


SAMPLES: dict[str, dict[str, str]] = {
    **_about({"unit_id": "unit.unit_id"}, "units:unit", "units:unit_change", "units:unit_reform", "units:post_add"),
    **_about({"pk": "post.pk"}, "units:post_give", "units:post_end"),
    **_about({"pk": "person.pk"}, "units:person", "units:grant", "units:close_account", "units:open_account"),
    **_about({"pk": "person.pk"}, "units:reset_password", "units:reset_factor", "units:hand_over"),
    "units:end_grant": {"pk": "person.pk", "grant_pk": "grant.pk"},
    **_about({"pk": "filing.pk"}, "registry:filing", "registry:filing_fill", "registry:filing_move"),
    **_about({"pk": "filing.pk"}, "registry:filing_docx", "registry:filing_xlsx"),
    **_about({"asset_id": "asset.asset_id"}, "registry:filing_start", "registry:exemption_ask"),
    **_about({"pk": "exemption.pk"}, "registry:exemption", "registry:exemption_decide"),
    **_about({"pk": "exemption.pk"}, "registry:exemption_review", "registry:exemption_withdraw"),
    **_about({"asset_id": "asset.asset_id"}, "registry:asset", "registry:code", "registry:asset_change"),
    **_about({"asset_id": "asset.asset_id"}, "registry:function_put", "registry:audience_put"),
    **_about({"asset_id": "asset.asset_id"}, "registry:relation_add", "registry:credential", "registry:official"),
    "registry:asset_create": {"category": "=app"},
    "registry:move": {"move": "=suspend", "asset_id": "asset.asset_id"},
    "registry:remove": {"what": "=function", "pk": "function.pk", "asset_id": "asset.asset_id"},
    "registry:recovery_notes": {"pk": "recovery.pk", "asset_id": "asset.asset_id"},
    "registry:request": {"pk": "request.pk"},
    "registry:request_correct": {"pk": "request.pk"},
    "registry:request_decide": {"pk": "request.pk", "how": "=sign"},
    **_about({"pk": "import.pk"}, "census:import", "census:import_columns", "census:import_rows"),
    **_about({"pk": "import.pk"}, "census:import_match", "census:import_add", "census:import_preview"),
    **_about({"pk": "import.pk"}, "census:import_undo", "census:import_rejected"),
    **_about({"pk": "campaign.pk"}, "census:campaign", "census:campaign_move", "census:remind", "census:coverage"),
    **_about({"pk": "campaign.pk"}, "census:coverage_csv", "census:coverage_xlsx"),
    **_about({"pk": "campaign.pk"}, "census:coverage_json", "census:freeze"),
    **_about({"pk": "frozen.pk"}, "census:baseline", "census:attach"),
    "census:reconciliation": {"pk": "campaign.pk"},
    **_about({"pk": "campaign.pk"}, "census:reconcile_take", "census:reconcile_run", "census:reconcile_ask"),
    **_about({"pk": "campaign.pk"}, "census:reconcile_compare", "census:reconcile_decide"),
    **_about({"pk": "declaration.pk"}, "census:declaration", "census:confirm_all", "census:hand_in", "census:assign"),
    "census:declaration_sheet": {"pk": "declaration.pk"},
    **_about({"pk": "declaration.pk"}, "census:extend", "census:sign", "census:send_back"),
    "census:row_new": {"pk": "declaration.pk", "category": "=app"},
    "census:row": {"pk": "declaration.pk", "key": "asset.asset_id"},
    "census:question_answer": {"pk": "=1"},
    "dashboard:enter_demo": {"username": "=nobody"},
    "base:token_revoke": {"pk": "token.pk"},
    **_about({"pk": "job.pk"}, "base:job", "base:job_cancel"),
    "base:job_file": {"pk": "job.pk", "name": "=x"},
    "base:audit_entry": {"seq": "entry.seq"},
    **_about({"pk": "webhook.pk"}, "base:webhook", "base:webhook_turn", "base:webhook_secret"),
    "base:delivery_again": {"pk": "delivery.pk"},
}

# What belongs to a person, not to a unit: nobody else finds it, whatever their role.
OWN = frozenset({"base:token_revoke", "registry:request_correct"})
# What belongs to the installation, not to a unit: hooks of all, jobs of one person or of all.
EVERYWHERE = frozenset({"base:job", "base:job_cancel", "base:job_file", "base:delivery_again"})
EVERYWHERE |= {"base:webhook", "base:webhook_turn", "base:webhook_secret"}
# What must first be uploaded or frozen: their own tests do so. Here only that nobody out of reach finds it.
LATER = frozenset(f"census:import{step}" for step in ("", "_columns", "_rows", "_match", "_add", "_preview", "_undo"))
LATER |= {"census:import_rejected", "census:question_answer", "base:job_file"}
LATER |= {"dashboard:enter_demo", "census:reconcile_take"}
# How routes of lists end whose thing is its maker's: saved views, bulk edits and their batches.
OF_LISTS = ("_view_change", "_bulk", "_batch")


def values_of(said: dict[str, str], made: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters of a route about the things made."""
    found = {}
    for name, way in said.items():
        thing, _, attribute = way.partition(".")
        found[name] = way[1:] if way.startswith("=") else getattr(made[thing], attribute)
    return found
