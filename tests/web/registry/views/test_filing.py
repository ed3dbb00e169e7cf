"""Pages of filings: what is known is shown, what is missing is named, clocks are explained, each step is guarded."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone
from docx import Document
from tests.web.conftest import AT

from jianfu.engine.cases.filing_form import ITEMS
from jianfu.web.base.permissions import Role
from jianfu.web.registry.models import Asset, Filing

FILLED = {item.code: f"{item.name.zh}已写" for item in ITEMS if not item.known}


@pytest.fixture
def app(asset: Callable[..., Asset]) -> Asset:
    return asset("清河水务通", category="app", sub_kind="小程序", protection_level="二级", stated_none=["features"])


@pytest.fixture
def clerk(signed_in: Callable[..., Client]) -> Client:
    return signed_in(Role.CLERK, "XW")


@pytest.fixture
def reviewer(signed_in: Callable[..., Client]) -> Client:
    return signed_in(Role.CYBERSPACE, "P")


def filing_of(app: Asset, **given: object) -> Filing:
    said = {"kind": "first", "state": "application", "state_since": date(2026, 3, 2), **given}
    return Filing.objects.create(asset=app, opened_at=AT, changed_at=AT, **said)


def moved(client: Client, filing: Filing, name: str, **said: str) -> int:
    filing.refresh_from_db()
    data = {"name": name, "version": str(filing.version), "on": timezone.localdate().isoformat(), **said}
    return client.post(f"/registry/filings/{filing.pk}/move/", data).status_code


def test_an_app_is_filed_from_draft_to_number_on_the_pages(app: Asset, clerk: Client, reviewer: Client) -> None:
    today = timezone.localdate().isoformat()
    opened = clerk.post(f"/registry/filings/new/{app.asset_id}", {"kind": "first", "on": today})
    filing = Filing.objects.get()
    assert opened.headers["Location"] == f"/registry/filings/{filing.pk}/"
    saved = clerk.post(f"/registry/filings/{filing.pk}/fill/", {**FILLED, "version": "1"})
    assert saved.status_code == 302
    assert moved(clerk, filing, "submit") == 302
    assert moved(reviewer, filing, "pass_completeness") == 302
    assert moved(reviewer, filing, "give_number", filing_no="苏2026-1") == 302
    assert moved(clerk, filing, "go_live", shown="on") == 302
    app.refresh_from_db()
    assert (app.filing_no, app.filing_no_shown) == ("苏2026-1", True)
    page = clerk.get(f"/registry/filings/{filing.pk}/").content.decode()
    assert "苏2026-1" in page
    assert "?kind=change" in page


def test_the_page_names_what_is_missing_and_where_to_fill_it(app: Asset, clerk: Client) -> None:
    Asset.objects.update(protection_level="")
    page = clerk.get(f"/registry/filings/{filing_of(app).pk}/").content.decode()
    assert "运维团队：<a href=" in page
    assert "请在登记库的条目页面补登" in page


def test_the_form_asks_nothing_the_register_knows_nor_a_persons_data(app: Asset, clerk: Client) -> None:
    page = clerk.get(f"/registry/filings/{filing_of(app).pk}/fill/").content.decode()
    assert "清河县水务局" in page
    assert 'name="sponsor"' not in page
    assert 'name="ops_team"' in page
    assert "不保存个人姓名、电话和邮箱" in page


def test_the_clock_is_shown_with_each_skipped_day(app: Asset, clerk: Client) -> None:
    filing = filing_of(app, state="completeness_review", state_since=date(2026, 9, 24), due_on=date(2026, 10, 15))
    page = clerk.get(f"/registry/filings/{filing.pk}/").content.decode()
    assert "2026-10-15" in page
    assert "国庆节" in page
    assert "调休上班" in page
    assert "[P]" in page


def test_an_unset_period_is_shown_as_unset(app: Asset, clerk: Client) -> None:
    page = clerk.get(f"/registry/filings/{filing_of(app, state='national_review').pk}/").content.decode()
    assert "文件未公布具体数字" in page
    assert "[F]" in page


def test_what_a_filing_may_not_do_yet_is_said_instead_of_offered(app: Asset, clerk: Client, reviewer: Client) -> None:
    filing = filing_of(app)
    assert "补齐后可办" in clerk.get(f"/registry/filings/{filing.pk}/").content.decode()
    assert moved(clerk, filing, "submit") == 422
    assert moved(reviewer, filing, "submit") == 403
    assert moved(clerk, filing, "no_such_move") == 302
    filing.refresh_from_db()
    assert filing.state == "application"


def test_a_move_without_its_fact_is_answered_on_the_page(app: Asset, reviewer: Client) -> None:
    filing = filing_of(app, state="completeness_review")
    assert moved(reviewer, filing, "return") == 422
    assert moved(reviewer, filing, "return", note="缺验收意见") == 302


def test_a_filing_beyond_the_scope_does_not_exist(app: Asset, signed_in: Callable[..., Client]) -> None:
    stranger, filing = signed_in(Role.CLERK, "XH"), filing_of(app)
    for tail in ("", "fill/", "form.docx", "form.xlsx"):
        assert stranger.get(f"/registry/filings/{filing.pk}/{tail}").status_code == 404
    assert moved(stranger, filing, "submit") == 404
    assert stranger.get(f"/registry/filings/new/{app.asset_id}").status_code == 404


def test_who_may_see_but_not_prepare_does_not_fill(app: Asset, signed_in: Callable[..., Client]) -> None:
    filing = filing_of(app)
    assert signed_in(Role.INSPECTOR, "X").get(f"/registry/filings/{filing.pk}/fill/").status_code == 403
    assert Client().get(f"/registry/filings/{filing.pk}/").status_code == 302


def test_the_form_is_exported_as_a_document_and_as_a_workbook(app: Asset, clerk: Client) -> None:
    filing = filing_of(app, content=FILLED)
    docx = clerk.get(f"/registry/filings/{filing.pk}/form.docx")
    assert "运维团队已写" in "".join(row.cells[2].text for row in Document(BytesIO(docx.content)).tables[0].rows)
    xlsx = clerk.get(f"/registry/filings/{filing.pk}/form.xlsx")
    assert openpyxl.load_workbook(BytesIO(xlsx.content)).active is not None
    assert xlsx.headers["Content-Disposition"].endswith('.xlsx"')


def test_a_second_filing_is_refused_on_the_page(app: Asset, clerk: Client) -> None:
    filing_of(app)
    said = {"kind": "first", "on": timezone.localdate().isoformat()}
    answer = clerk.post(f"/registry/filings/new/{app.asset_id}", said)
    assert answer.status_code == 422
    assert "正在办理" in answer.content.decode()


def test_a_stale_form_is_not_saved(app: Asset, clerk: Client) -> None:
    filing = filing_of(app, version=3)
    answer = clerk.post(f"/registry/filings/{filing.pk}/fill/", {**FILLED, "version": "2"})
    assert answer.status_code == 422
    assert "已被他人办理" in answer.content.decode()


def test_a_filing_past_its_day_says_so(app: Asset, clerk: Client) -> None:
    since = date(2026, 3, 2)
    filing = filing_of(app, state="completeness_review", state_since=since, due_on=since + timedelta(days=14))
    assert "已超期" in clerk.get(f"/registry/filings/{filing.pk}/").content.decode()
