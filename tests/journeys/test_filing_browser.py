"""An app's filing in the browser: drafted, completed, submitted, numbered, changed, closed; the form opened on paper.

Every person works in pages alone; the register is asked at the end whether it holds what the pages said.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from django.utils import timezone
from docx import Document
from playwright.sync_api import Locator, Page, expect
from tests.web.browser import Complaints

from jianfu.engine.cases.clock import deadline
from jianfu.engine.cases.filing_form import ITEMS, ROWS
from jianfu.engine.cases.period import periods
from jianfu.web.base.models import User
from jianfu.web.base.permissions import Role
from jianfu.web.registry.models import Asset, Filing

pytestmark = pytest.mark.browser

FILLED = {item.code: f"{item.name.zh}已写" for item in ITEMS if not item.known}
FIRST, SECOND = "苏政务备2026000018", "苏政务备2026000077"
NOTICE = "https://www.qinghe.gov.cn/notice/77.html"


@dataclass
class People:
    """Who takes part: pages of their own, one after another."""

    page_for: Callable[[User | None], Page]
    clerk: User
    reviewer: User
    coordinator: User

    def page(self, who: str, address: str) -> Page:
        """Return a page of that person, or of nobody, at an address."""
        page = self.page_for(getattr(self, who) if who else None)
        page.set_default_timeout(20_000)
        page.goto(address)
        return page


@pytest.fixture
def people(page_for: Callable[..., Page], person: Callable[..., User]) -> People:
    return People(
        page_for,
        clerk=person(Role.CLERK, "XW", name="李三"),
        reviewer=person(Role.CYBERSPACE, "P", name="吴五"),
        coordinator=person(Role.COORDINATOR, "X", name="孙二"),
    )


@pytest.fixture
def app(asset: Callable[..., Asset]) -> Asset:
    """Return an app that is in use without a filing, and whose protection level nobody has recorded."""
    asset("清河河长通", "XW", asset_id="A2", category="app", filing_no="苏政务备2025000003")
    return asset(
        "清河水务通",
        "XW",
        asset_id="A1",
        category="app",
        sub_kind="小程序",
        stated_none=["features"],
        platform_id="qhswt",
    )


def test_an_app_from_its_draft_to_the_end_of_its_filing(
    people: People, app: Asset, tmp_path: Path, complaints: Complaints
) -> None:
    first = _drafted(people)
    _what_is_missing_is_named_and_filled(people, first, complaints)
    _submitted(people, first, complaints)
    _reviewed_and_numbered(people, first)
    _exported(people, first, tmp_path)
    _seen_by_the_public(people)
    _changed_after_a_change_of_the_entry(people, first)
    _closed(people)
    _told_by_the_history(people)
    _as_the_pages_said(app)


def _fact(page: Page, label: str) -> Locator:
    """Return the value of a fact on the page."""
    term = page.locator("dl.facts > div").filter(has=page.locator("dt", has_text=re.compile(f"^{re.escape(label)}$")))
    return term.locator("dd").first


def _move(page: Page, label: str, **said: str) -> None:
    """Open a step under 下一步, say what it asks, and take it."""
    step = page.locator("details", has=page.locator("summary", has_text=re.compile(f"^{label}$")))
    step.locator("summary").click()
    for name, value in said.items():
        field = step.locator(f"[name={name}]")
        if value == "on":
            field.check()
        else:
            field.fill(value)
    step.get_by_role("button", name=label).click()
    expect(page.get_by_role("status").or_(page.locator(".message")).first).to_contain_text("已登记")


def _drafted(people: People) -> str:
    """Begin a filing from the entry's page; return its address."""
    page = people.page("clerk", "/registry/asset/A1")
    page.get_by_role("link", name="办理备案").click()
    expect(page.get_by_text("登记库已有的内容会自动带入")).to_be_visible()
    page.get_by_role("button", name="开始办理").click()
    expect(_fact(page, "环节")).to_have_text("填备案申请")
    expect(_fact(page, "备案编号")).to_have_text("尚无")
    return page.url


def _what_is_missing_is_named_and_filled(people: People, filing: str, complaints: Complaints) -> None:
    page = people.page("clerk", filing)
    wanting = page.locator("section", has=page.get_by_role("heading", name="申请表完备性"))
    expect(wanting).to_contain_text("等保测评：请在登记库的条目页面补登")
    expect(page.locator("section", has=page.get_by_role("heading", name="下一步"))).to_contain_text("补齐后可办")
    wanting.locator("li", has_text="运维团队").get_by_role("link").click()
    expect(page.locator("[name=ops_team]")).to_be_in_viewport()
    expect(page.get_by_role("table", name="登记库中本单位在用的其他应用（自动列出）")).to_contain_text("清河河长通")
    for code, text in FILLED.items():
        page.locator(f"[name={code}]").fill(text)
    page.get_by_role("button", name="保存", exact=True).click()
    expect(wanting.get_by_text("还缺 1 项")).to_be_visible()
    expect(wanting.locator("li")).to_have_text(["等保测评：请在登记库的条目页面补登"])
    assert complaints.taken() == []
    _entry_changed(people, "protection_level", "二级", "据测评报告补登")


def _entry_changed(people: People, name: str, value: str, reason: str) -> None:
    """Let the coordinator correct the entry itself."""
    page = people.page("coordinator", "/registry/asset/A1")
    page.get_by_role("link", name="变更", exact=True).click()
    field = page.locator(f"[name={name}]")
    if field.evaluate("field => field.tagName") == "SELECT":
        field.select_option(label=value)
    else:
        field.fill(value)
    page.locator("[name=reason]").fill(reason)
    page.get_by_role("button", name="保存", exact=True).click()
    again = page.get_by_label("已核对，不是同一个")
    expect(page.locator(".message").or_(again).first).to_be_visible()
    if again.is_visible():
        again.check()
        page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text(reason)).to_be_visible()


def _submitted(people: People, filing: str, complaints: Complaints) -> None:
    """Submit; the completeness review runs ten working days, counted day by day on the page."""
    page = people.page("clerk", filing)
    expect(page.get_by_text("各项齐全")).to_be_visible()
    _move(page, "提交备案申请")
    expect(_fact(page, "环节")).to_have_text("省级完备性审核")
    clock = page.locator("section", has=page.get_by_role("heading", name="本环节的时限"))
    due = deadline(periods()["completeness_review"], timezone.localdate()).due
    assert due is not None
    expect(clock.locator("strong", has_text=due.isoformat())).to_be_visible()
    expect(clock).to_contain_text("[P]")
    clock.get_by_text("如何计算").click()
    counted = clock.get_by_role("table", name="逐日计算").locator("tbody tr")
    expect(counted.last).to_contain_text(due.isoformat())
    expect(counted.locator("td:nth-child(2)", has_text=re.compile(r"^\d+$"))).to_have_count(10)
    expect(page.locator("section", has=page.get_by_role("heading", name="下一步"))).to_contain_text("撤回申请")
    expect(page.get_by_text("完备性审核通过，报国家网信办")).to_have_count(0)  # not theirs to pass
    assert complaints.taken() == []


def _reviewed_and_numbered(people: People, filing: str) -> None:
    """Pass the review; the national period was not published, so none is counted; record the number and show it."""
    page = people.page("reviewer", filing)
    _move(page, "完备性审核通过，报国家网信办")
    expect(_fact(page, "环节")).to_have_text("国家网信办审核检测")
    clock = page.locator("section", has=page.get_by_role("heading", name="本环节的时限"))
    expect(clock).to_contain_text("文件未公布具体数字，因此不推算到期日")
    expect(clock.get_by_text("如何计算")).to_have_count(0)
    _move(page, "登记备案编号", filing_no=FIRST)
    expect(_fact(page, "备案编号")).to_have_text(FIRST)
    page = people.page("clerk", filing)
    _move(page, "亮号上线", shown="on")
    steps = page.locator("ul.timeline > li strong")
    expect(steps).to_have_text(["亮号上线", "登记备案编号", "完备性审核通过，报国家网信办", "提交备案申请", "开始办理"])
    days = page.locator("ul.timeline > li > time")
    expect(days).to_have_text([timezone.localdate().isoformat()] * 5)


def _exported(people: People, filing: str, folder: Path) -> None:
    """Download the form twice and open it: the eight rows hold what the register knows and what was written."""
    page = people.page("clerk", filing)
    for kind in ("DOCX", "XLSX"):
        with page.expect_download() as download:
            page.get_by_role("link", name=f"导出申请表 {kind}").click()
        path = folder / f"form.{kind.lower()}"
        download.value.save_as(path)
        rows = _rows_of(path)
        assert [row[0] for row in rows] == [str(row.number) for row in ROWS], kind
        assert [row[1] for row in rows] == [row.name.zh for row in ROWS], kind
        said = "\n".join(row[2] for row in rows)
        for text in (*FILLED.values(), "单位名称：清河县水务局", "名称：清河水务通", "等保测评：二级", "清河河长通"):
            assert text in said, (kind, text)
        assert "李三" not in said  # no person is named: that is written by hand


def _rows_of(path: Path) -> list[list[str]]:
    if path.suffix == ".docx":
        return [[cell.text for cell in row.cells] for row in Document(str(path)).tables[0].rows][1:]
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    cells = [[str(cell or "") for cell in row[:3]] for row in sheet.iter_rows(values_only=True)]
    return [row for row in cells if row[0].isdecimal()]


def _seen_by_the_public(people: People) -> None:
    page = people.page("", "/registry/household/")
    expect(page.locator("table.rows tr", has_text="清河水务通")).to_contain_text(FIRST)
    expect(page.get_by_text("运维团队已写")).to_have_count(0)
    page.get_by_role("link", name="清河水务通").click()
    expect(page.get_by_text(FIRST)).to_be_visible()


def _changed_after_a_change_of_the_entry(people: People, first: str) -> None:
    """The entry takes a new name; the filing says so, a change is filed, and its number ends the earlier one."""
    _entry_changed(people, "name", "清河水务一点通", "更名")
    page = people.page("clerk", first)
    expect(page.locator(".diff", has_text="清河水务一点通").first).to_contain_text("清河水务通")
    page.get_by_role("link", name="办理变更备案").click()
    expect(page.locator("[name=kind]")).to_have_value("change")
    page.locator("[name=planned_on]").fill(timezone.localdate().isoformat())
    page.get_by_role("button", name="开始办理").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("变更备案")
    notice = page.locator("section", has=page.get_by_role("heading", name="提前报变更的时限"))
    expect(notice).to_contain_text("文件未公布具体数字")
    expect(page.get_by_text("各项齐全")).to_be_visible()  # what was written for the first filing came along
    _move(page, "提交备案申请")
    change = page.url
    page = people.page("reviewer", change)
    _move(page, "退回补正", note="请写明更名依据")
    expect(page.locator("section", has=page.get_by_role("heading", name="本环节的时限"))).to_contain_text("[F]")
    page = people.page("clerk", change)
    expect(page.get_by_text("请写明更名依据")).to_be_visible()
    _move(page, "提交备案申请")
    page = people.page("reviewer", change)
    _move(page, "完备性审核通过，报国家网信办")
    _move(page, "登记备案编号", filing_no=SECOND)
    page.get_by_role("link", name=FIRST).click()
    expect(_fact(page, "环节")).to_have_text("已由变更备案接续")


def _closed(people: People) -> None:
    """Close from the filing in force: notice, report, deregistration; nothing is open afterwards."""
    page = people.page("clerk", "/registry/filings/")
    page.locator("tr", has_text=SECOND).get_by_role("link").first.click()
    page.get_by_role("link", name="办理关停注销").click()
    page.get_by_role("button", name="开始办理").click()
    _move(page, "发布关停公告", notice_url=NOTICE, notice_on=timezone.localdate().isoformat())
    expect(page.get_by_role("link", name="关停公告")).to_have_attribute("href", NOTICE)
    _move(page, "关停报备")
    page = people.page("reviewer", page.url)
    _move(page, "注销备案", offline="on")
    expect(_fact(page, "环节")).to_have_text("备案已注销")
    expect(page.get_by_text("这件备案已经办结，没有下一步")).to_be_visible()


def _told_by_the_history(people: People) -> None:
    """The entry's page shows both numbers as they came, who did it, and every filing."""
    page = people.page("clerk", "/registry/asset/A1")
    history = page.locator("section", has=page.get_by_role("heading", name="历史"))
    for text in (FIRST, SECOND, "清河水务一点通", "二级", "吴五", "孙二"):
        expect(history.get_by_text(text).first).to_be_visible()
    filed = page.locator("section", has=page.get_by_role("heading", name="研判与办理"))
    expect(filed.get_by_role("link", name=re.compile("已由变更备案接续|备案已注销"))).to_have_count(3)


def _as_the_pages_said(app: Asset) -> None:
    app.refresh_from_db()
    assert (app.name, app.filing_no_shown, app.protection_level) == ("清河水务一点通", True, "二级")
    told = Filing.objects.order_by("pk").values_list("kind", "state", "filing_no")
    assert list(told) == [
        ("first", "superseded", FIRST), ("change", "deregistered", SECOND), ("closing", "deregistered", ""),
    ]  # fmt: skip
