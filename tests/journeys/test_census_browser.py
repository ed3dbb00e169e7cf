"""A census in the browser: opened, declared by spreadsheet, signed, reconciled, frozen, and restated by a late find.

Every person works in pages alone; the register is asked at the end whether it holds what the pages said.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.web.browser import Complaints

from jianfu.web.base.models import User
from jianfu.web.base.permissions import Role
from jianfu.web.census.actions.freezing import is_as_frozen
from jianfu.web.census.models import Baseline, Campaign, Declaration, SignOff
from jianfu.web.registry.models import Asset

pytestmark = pytest.mark.browser

SHEET, FIRST = "应用程序", 4  # the sheet of entries in the template, and its first row below the headers
NATIONAL = (
    "编号,类别,名称,平台,平台账号,主办单位,状态",
    "N1,政务新媒体,清河水务,微信,qhsw,清河县水务局,已注销",  # the register says otherwise
    "N2,政务新媒体,清河河长,微博,qhhz,清河县水务局,在用",  # the unit said nothing of it
    "N3,政务新媒体,清河水政,微信,qhsz,清河县水务局,在用",  # as declared
)


@dataclass
class People:
    """Who takes part: pages of their own, one after another."""

    page_for: Callable[[User | None], Page]
    lead: User
    coordinator: User
    clerk: User
    chief: User

    def page(self, who: str, address: str = "/census/campaigns/") -> Page:
        """Return a page of that person at an address."""
        page = self.page_for(getattr(self, who))
        page.set_default_timeout(5_000)
        page.goto(address)
        return page


@pytest.fixture
def people(page_for: Callable[..., Page], person: Callable[..., User]) -> People:
    made = {
        "lead": person(Role.PROVINCIAL_LEAD, "P", name="钱一"),
        "coordinator": person(Role.COORDINATOR, "X", name="孙二"),
        "clerk": person(Role.CLERK, "XW", name="李三"),
        "chief": person(Role.RESPONSIBLE, "XW", name="周四"),
    }
    return People(page_for, **made)


@pytest.fixture
def known(asset: Callable[..., Asset]) -> None:
    """Let the register know two entries of the water bureau, and one that is closed."""
    asset("清河水务", "XW", asset_id="A1", platform_id="qhsw", declared_on=date(2026, 1, 5), opened_on=date(2020, 1, 1))
    asset("清河水务值班群", "XW", asset_id="A2", category="work_group", members=30, opened_on=date(2021, 1, 1))
    asset("清河旧号", "XW", asset_id="A9", state="closed", closed_on=date(2025, 1, 1))


def test_a_census_from_opening_to_a_restated_baseline(
    people: People, known: None, tmp_path: Path, complaints: Complaints
) -> None:
    campaign = _opened(people)
    table = _declared_by_spreadsheet(people, tmp_path, complaints)
    _signed_by_another(people, table, complaints)
    _reconciled(people, campaign, tmp_path)
    _omission_confirmed(people, campaign, table)
    _frozen(people, campaign)
    _restated(people, campaign)
    _as_the_pages_said()


def _opened(people: People) -> str:
    """Draw a campaign up and open it; return its address."""
    page = people.page("lead")
    page.get_by_role("link", name="新建排查").first.click()
    page.locator("[name=name]").fill("2026年第四季度排查")
    page.locator("[name=scope]").fill("X")
    for name in ("政务新媒体", "工作群组"):
        page.get_by_label(name).check()
    page.locator("[name=due_on]").fill((timezone.localdate() + timedelta(days=10)).isoformat())
    page.locator("[name=note]").fill("请核对预填的条目。")
    page.get_by_role("button", name="保存为草稿").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("筹备")
    page.get_by_role("button", name="开始排查").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("填报")
    expect(page.locator(".figure", has_text="应报单位")).to_contain_text("4")  # county, two bureaus, town
    return page.url


def _declared_by_spreadsheet(people: People, folder: Path, complaints: Complaints) -> str:
    """Fill the pre-filled sheet in with faults, mend them in the page and in a file, hand in; return the address."""
    page = people.page("clerk", "/census/mine/")
    page.get_by_role("link", name="去填报").click()
    table = page.url
    filled = _filled_in(page, folder)
    page.get_by_role("link", name="上传填好的表格").click()
    page.locator("[name=files]").set_input_files(filled)
    page.get_by_role("button", name="上传并识别").click()
    page.get_by_role("button", name="按此对应，核对各行").click()
    _mended(page, folder)
    page.get_by_role("link", name=re.compile("新增 2")).click()
    expect(page.locator("#rows tbody tr")).to_have_count(2)
    page.get_by_role("link", name=re.compile("有变化 1")).click()
    expect(page.locator("#rows ins")).to_have_text("清河水利")
    page.locator("[name=reason]").fill("据本单位台账")
    page.get_by_role("button", name="转入申报表").click()
    page.get_by_role("link", name="回到申报表").click()
    assert page.url.split("?")[0] == table
    expect(page.locator("del", has_text="清河水务")).to_be_visible()  # what the register says beside what is declared
    page.get_by_role("button", name=re.compile("交审")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("待审签")
    answer = page.goto(f"{table}sign/")
    assert answer is not None and answer.status == 403  # whoever fills in does not sign
    complaints.taken()
    return table


def _filled_in(page: Page, folder: Path) -> Path:
    """Download the table with what is known in it, and fill it in with two rows at fault."""
    with page.expect_download() as download:
        page.get_by_role("link", name="下载预填好的表格").click()
    path = folder / "清河县水务局.xlsx"
    download.value.save_as(path)
    book = openpyxl.load_workbook(path)
    sheet = book[SHEET]
    place = {str(cell.value).removesuffix(" *"): cell.column for cell in sheet[FIRST - 1]}
    shown = {str(sheet.cell(row, place["编号"]).value): row for row in (FIRST, FIRST + 1)}
    assert set(shown) == {"A1", "A2"} and sheet.cell(FIRST + 2, place["编号"]).value is None
    sheet.cell(shown["A1"], place["名称"]).value = "清河水利"
    new = {"名称": "清河水政", "平台": "微信", "平台账号": "qhsz", "主办单位": "清河县水务局", "主办单位编号": "XW"}
    opened = {"开设日期": date(2022, 5, 1), "状态": "在用"}
    for row, said in enumerate(
        ({**new, **opened, "类别": "公众号一个"}, {**new, **opened, "类别": "政务新媒体", "名称": "清河节水",
          "平台账号": "qhjs", "开设日期": "二〇二二年的事"}), FIRST + 2,
    ):  # fmt: skip
        for name, value in said.items():
            sheet.cell(row, place[name]).value = value  # type: ignore[union-attr]
    book.save(path)
    return path


def _mended(page: Page, folder: Path) -> None:
    """See two rows at fault; set one right in the page, the other in the file of rows at fault."""
    faulty = page.locator("#rows tbody tr")
    expect(faulty).to_have_count(2)
    expect(faulty.filter(has_text="清河节水")).to_contain_text("日期无法识别")
    row = faulty.filter(has_text="公众号一个")
    expect(row).to_contain_text("不在可选范围内")
    row.locator("select").select_option(label="政务新媒体")
    page.get_by_role("button", name="保存改正并重新核对").click()
    expect(faulty).to_have_count(1)
    with page.expect_download() as download:
        page.get_by_role("link", name="下载有问题的行").click()
    path = folder / "有问题的行.xlsx"
    download.value.save_as(path)
    book = openpyxl.load_workbook(path)
    for row in book[SHEET].iter_rows():
        for cell in row:
            if cell.value == "二〇二二年的事":
                cell.value = date(2022, 6, 1)  # type: ignore[assignment]
    book.save(path)
    page.get_by_label("改好的文件").set_input_files(path)
    page.get_by_role("button", name="上传", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("预览入库")  # nothing is at fault any more


def _signed_by_another(people: People, table: str, complaints: Complaints) -> None:
    page = people.page("chief", "/census/mine/")
    page.get_by_role("link", name="去审签").click()
    expect(page.locator("section", has_text="新增").first).to_contain_text("清河节水")
    expect(page.locator(".diff", has_text="清河水利")).to_contain_text("清河水务")
    page.get_by_role("button", name="审签并入库").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("已审签")
    complaints.taken()


def _reconciled(people: People, campaign: str, folder: Path) -> None:
    """Lay the national system's list beside what was declared, decide the conflict, ask about what is missing."""
    people.page("lead", campaign).get_by_role("button", name="转入比对").click()
    listed = folder / "应用程序_全国.csv"
    listed.write_text("\n".join(NATIONAL), encoding="utf-8")
    page = people.page("coordinator", campaign)
    page.get_by_role("link", name="三方比对").click()
    page.get_by_role("link", name="上传来源表格").click()
    page.locator("[name=files]").set_input_files(listed)
    page.get_by_role("button", name="上传并识别").click()
    page.get_by_role("button", name="按此对应，核对各行").click()
    page.goto(f"{campaign}reconciliation/")
    page.get_by_role("button", name="取为来源").click()
    page.get_by_role("button", name="开始比对").click()
    figures = page.locator(".figures")
    for label, count in (("各方一致", 1), ("仅一方有", 3), ("相互矛盾", 1)):
        expect(figures.get_by_role("link", name=re.compile(f"{count} {label}"))).to_be_visible()
    figures.get_by_role("link", name=re.compile("相互矛盾")).click()
    expect(page.locator("tr", has_text="已注销")).to_contain_text("不同")
    page.get_by_label("是", exact=True).check()
    page.get_by_label("以哪一方为准").select_option(label="登记库和申报 A1")
    page.get_by_label("说明").fill("已向单位核实")
    page.get_by_role("button", name="记下这些判断").click()
    expect(page.get_by_text("这一类没有待看的")).to_be_visible()
    page.get_by_role("link", name="三方比对").click()
    page.get_by_role("button", name="向单位询问疑似漏报").click()
    expect(page.get_by_text("新提出 1 个问题")).to_be_visible()


def _omission_confirmed(people: People, campaign: str, table: str) -> None:
    """Let the unit own up to what it left out, hand in anew, and have it signed anew."""
    page = people.page("clerk", "/census/mine/")
    page.get_by_role("link", name=re.compile("疑似漏报的询问")).click()
    expect(page.get_by_role("heading", name="清河河长")).to_be_visible()
    page.get_by_role("button", name=re.compile("^是我单位的")).click()
    expect(page.get_by_role("link", name="清河河长")).to_be_visible()
    page.get_by_role("button", name="其余均属实，直接交审").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("待审签")
    page = people.page("chief", f"{table}sign/")
    page.get_by_role("button", name="审签并入库").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("已审签")


def _frozen(people: People, campaign: str) -> None:
    page = people.page("lead", campaign)
    page.get_by_role("link", name="预览并冻结底数").click()
    expect(page.locator(".figure", has_text="将计入底数")).to_contain_text("5")
    expect(page.locator(".figure", has_text="未审签的单位")).to_contain_text("3")
    page.locator("[name=reason]").fill("第四季度排查结束")
    page.get_by_role("button", name="冻结底数").click()
    expect(page.locator(".figure", has_text="底数 N0")).to_contain_text("5")
    expect(page.locator(".figure", has_text="重述底数")).to_contain_text("5")


def _restated(people: People, campaign: str) -> None:
    """Enter what a patrol found later that day; N0 stands, and beside it the restated number and the rate."""
    page = people.page("coordinator", "/registry/new/new_media/")
    page.locator("[name=name]").fill("清河水文")
    page.locator("[name=platform]").fill("抖音")
    page.locator("[name=platform_id]").fill("qhswen")
    page.locator("[name=sponsor]").fill("XW")
    page.locator("[name=opened_on]").fill("2021-03-01")
    page.locator("[name=declared_source]").fill("巡查")
    page.locator("[name=reason]").fill("巡查发现")
    page.get_by_role("button", name="保存", exact=True).click()
    if page.get_by_label("已核对，不是同一个").is_visible():
        page.get_by_label("已核对，不是同一个").check()
        page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("清河水文")
    page.goto(f"{campaign}baseline/")
    expect(page.get_by_text("清河水文")).to_be_visible()
    page.get_by_role("button", name="并入并重述底数").click()
    expect(page.locator(".figure", has_text="底数 N0")).to_contain_text("5")
    expect(page.locator(".figure", has_text="重述底数")).to_contain_text("6")
    unit = page.locator("tr", has_text="清河县水务局")
    expect(unit).to_contain_text("16.67%")


def _as_the_pages_said() -> None:
    baseline = Baseline.objects.get()
    assert is_as_frozen(baseline) and baseline.entries_count == 5
    late: Any = baseline.late_finds.get()
    assert (late.asset.name, late.source, late.found_on) == ("清河水文", "巡查", timezone.localdate())
    names = set(Asset.objects.exclude(state="closed").values_list("name", flat=True))
    assert names == {"清河水利", "清河水务值班群", "清河水政", "清河节水", "清河河长", "清河水文"}
    signed = SignOff.objects.order_by("pk")
    assert [each.by.name for each in signed] == ["周四", "周四"] and signed[1].voided_at is None


def test_what_may_be_the_same_is_shown_while_a_new_line_is_typed(
    people: People, known: None, units: dict[str, Any]
) -> None:
    campaign = Campaign.objects.create(
        name="排查", scope=units["X"], state="open", categories=["new_media"], opens_on=date(2026, 9, 1),
        due_on=date(2026, 9, 30), created_at=timezone.now(),
    )  # fmt: skip
    table = Declaration.objects.create(campaign=campaign, unit=units["XW"], due_on=campaign.due_on)
    page = people.page("clerk", f"/census/declarations/{table.pk}/new/new_media/")
    page.locator("[name=name]").press_sequentially("清河水务")
    expect(page.locator("#alike")).to_contain_text("名称相同")
    page.locator("[name=url]").press_sequentially("https://weibo.com/u/7654321")
    expect(page.locator("[name=platform]")).to_have_value("新浪微博")  # recognised from the address
