"""An entry in the browser: entered from its address, changed over two desks, looked up by the public."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from tests.web.browser import Complaints

from jianfu.web.base.models import User
from jianfu.web.base.permissions import Role
from jianfu.web.registry.models import Asset

pytestmark = pytest.mark.browser

ADDRESS = "https://weibo.com/u/1234567890"
PURPOSE, AGAIN = "发布汛情和停水通知", "发布汛情、停水和水质通知"


@dataclass
class People:
    """Who takes part: pages of their own, one after another."""

    page_for: Callable[[User | None], Page]
    clerk: User
    chief: User

    def page(self, who: str, address: str) -> Page:
        """Return a page of that person, or of nobody, at an address."""
        page = self.page_for(getattr(self, who) if who else None)
        page.set_default_timeout(20_000)
        page.goto(address)
        return page


@pytest.fixture
def people(page_for: Callable[..., Page], person: Callable[..., User]) -> People:
    clerk, chief = person(Role.CLERK, "XW", name="李三"), person(Role.RESPONSIBLE, "XW", name="周四")
    return People(page_for, clerk=clerk, chief=chief)


def test_an_entry_is_entered_changed_over_two_desks_and_looked_up_by_the_public(
    people: People, asset: Callable[..., Asset], complaints: Complaints
) -> None:
    asset("清河水务局", "XW", asset_id="A1", platform="微信", platform_id="qhsw")
    _signed(people, _entered(people))
    entry = Asset.objects.get(platform_id="1234567890")
    address = f"/registry/asset/{entry.asset_id}"
    _changed_over_two_desks(people, address)
    _told_by_the_history(people, address)
    _looked_up(people)
    # Two answers were refusals on purpose: what may be the same was to be checked, and what was read had changed.
    assert [re.findall(r"\d{3}", said)[-1] for said in complaints.taken()] == ["422", "409"]


def _entered(people: People) -> str:
    """Paste the address, see the platform told and what may be the same, propose; return the proposal's address."""
    page = people.page("clerk", "/registry/new/")
    page.get_by_role("link", name="政务新媒体").click()
    page.locator("[name=url]").fill(ADDRESS)
    expect(page.locator("[name=platform]")).to_have_value("新浪微博")
    expect(page.locator("[name=platform_id]")).to_have_value("1234567890")
    page.locator("[name=name]").press_sequentially("清河水务")
    likenesses = page.locator("#alike")
    expect(likenesses.get_by_role("link", name="清河水务局")).to_be_visible()  # before anything is saved
    expect(likenesses).to_contain_text("名称相近")
    assert Asset.objects.count() == 1
    page.locator("[name=opened_on]").fill("2024-03-01")
    page.locator("[name=reason]").fill("新开微博账号")
    page.get_by_role("button", name="提交审签").click()
    page.get_by_label("已核对，不是同一个").check()
    page.get_by_role("button", name="提交审签").click()
    expect(page.get_by_text("已提交单位负责人审签")).to_be_visible()
    expect(page.get_by_role("button", name="审签同意")).to_have_count(0)  # nobody signs what they proposed
    return page.url


def _signed(people: People, address: str) -> Page:
    page = people.page("chief", address)
    page.get_by_role("button", name="审签同意").click()
    expect(page.locator(".message").first).to_be_visible()
    return page


def _changed_over_two_desks(people: People, address: str) -> None:
    """Propose; while the responsible person reads, the entry's content changes: what was read is no longer signed."""
    page = people.page("clerk", address)
    page.get_by_role("link", name="申请变更").click()
    page.locator("[name=purpose]").fill(PURPOSE)
    page.locator("[name=reason]").fill("用途写明")
    page.get_by_role("button", name="提交审签").click()
    proposal = page.url
    reading = people.page("chief", proposal)
    expect(reading.locator("ins", has_text=PURPOSE)).to_be_visible()
    _reworded(people, proposal)
    reading.get_by_role("button", name="审签同意").click()
    expect(reading.get_by_text("原审签作废")).to_be_visible()
    expect(reading.locator("ins", has_text=AGAIN)).to_be_visible()
    assert Asset.objects.get(platform_id="1234567890").purpose == ""
    reading.get_by_role("button", name="审签同意").click()
    expect(reading.locator(".message").first).to_be_visible()
    assert Asset.objects.get(platform_id="1234567890").purpose == AGAIN


def _reworded(people: People, proposal: str) -> None:
    """Let the proposer correct the proposal, at another desk while it is being read."""
    desk = Client()
    desk.force_login(people.clerk, backend="django.contrib.auth.backends.ModelBackend")
    address = f"{urlsplit(proposal).path}correct/"
    shown = desk.get(address).context["form"]
    said = {field.html_name: field.value() for field in shown if field.value() not in (None, [])}
    assert said["purpose"] == PURPOSE
    assert desk.post(address, {**said, "purpose": AGAIN}).status_code == 302


def _told_by_the_history(people: People, address: str) -> None:
    page = people.page("clerk", address)
    history = page.locator("section", has=page.get_by_role("heading", name="历史")).locator("li")
    expect(history).to_have_count(2)
    expect(history.first).to_contain_text("周四")
    expect(history.first).to_contain_text("用途写明")
    expect(history.first.locator("ins")).to_have_text(AGAIN)


def _looked_up(people: People) -> None:
    """The public pastes the address, then asks by name; what nobody entered is not called a fake."""
    page = people.page("", "/registry/check/")
    for asked in (ADDRESS, "清河水务"):
        page.locator("[name=q]").fill(asked)
        page.get_by_role("button", name="查验").click()
        expect(page.locator("main").get_by_text("清河县水务局").first).to_be_visible()
        expect(page.get_by_text(PURPOSE)).to_have_count(0)
    page.locator("[name=q]").fill("https://weibo.com/u/99887766")
    page.get_by_role("button", name="查验").click()
    expect(page.get_by_text("并不说明它是假的")).to_be_visible()
