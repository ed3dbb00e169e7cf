import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright

from jianfu.engine.detection.rule import Rule, Text
from jianfu.tables.report import facts as report_facts
from jianfu.tables.report import html
from jianfu.tables.report.facts import ReportFacts
from jianfu.tables.report.runfile import NotEvaluated

VENDOR = html.ECHARTS.parent
WIDTHS = (400, 900, 1440, 2560)


class Outline(HTMLParser):
    """What a page is made of: ids, links, attributes, and the text of each language."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.tags: list[str] = []
        self.rows: list[list[str]] = []
        self._cell = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags.append(tag)
        self.attributes |= set(told)
        self.ids += [told["id"] or ""] if "id" in told else []
        self.links += [told["href"] or ""] if "href" in told else []
        if tag == "tr":
            self.rows.append([])
        self._cell = tag in ("td", "th") or (self._cell and tag in ("a", "span"))
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        self._cell = self._cell and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self._cell and self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def held(page: str, *texts: str) -> list[str]:
    """Return those of the texts that the page holds; a page is too long to be shown when a test fails."""
    return [text for text in texts if text in page]


@pytest.fixture(scope="module")
def page(facts: ReportFacts) -> str:
    return html.page(facts)


@pytest.fixture(scope="module")
def outline(page: str) -> Outline:
    return Outline(page)


def test_every_section_and_every_rule_with_findings_can_be_linked_to(outline: Outline, facts: ReportFacts) -> None:
    assert set(html.SECTIONS) <= set(outline.ids)
    assert [f"rule-{item.rule.id}" for item in facts.rules if item.found] == [
        name for name in outline.ids if re.fullmatch(r"rule-[A-Z]+-\d+", name)
    ]
    assert len(outline.ids) == len(set(outline.ids))


def test_every_link_leads_to_a_place_in_the_page_or_a_file_beside_it(outline: Outline, run: Path) -> None:
    for link in outline.links:
        assert link[1:] in outline.ids if link.startswith("#") else (run / link).is_file(), link


def test_the_figures_of_the_rule_table_are_those_of_the_findings(outline: Outline, facts: ReportFacts) -> None:
    shown = {row[0]: row for row in outline.rows if len(row) == 9}
    for item in facts.rules:
        assert shown[item.rule.id][2] == str(item.hits)
        assert shown[item.rule.id][4:6] == [str(item.unknown), str(item.exempt)]


def test_the_page_loads_nothing_and_handles_no_event_in_its_markup(page: str, outline: Outline) -> None:
    assert not outline.attributes & {"src", "srcset", "action", "data", "background"}
    assert not [name for name in outline.attributes if name.startswith("on")]
    assert not set(outline.tags) & {"link", "img", "iframe", "object", "embed", "base"}
    own = page.replace(html.ECHARTS.read_text("utf-8"), "")
    assert not re.findall(r"https?://|@import|url\(", own)


def test_only_the_scripts_of_the_page_may_run(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    allowed = policy.group(1).replace("&#39;", "'")
    assert "default-src 'none'" in allowed
    assert len(re.findall(r"'sha256-[A-Za-z0-9+/=]+'", allowed)) == page.count("<script>") == 2


def test_names_handed_in_cannot_become_markup(page: str) -> None:
    assert held(page, "=名称<b>", "=名称&lt;b&gt;") == ["=名称&lt;b&gt;"]


def test_every_text_is_in_both_languages(page: str) -> None:
    zh = re.findall(r'<span class="zh" lang="zh-CN">([^<]*)</span><span class="en" lang="en">([^<]*)</span>', page)
    assert len(zh) > 300
    assert page.count('class="zh"') == page.count('class="en"') == len(zh)
    assert all(chinese and english for chinese, english in zh)


def test_the_language_asked_for_is_shown_first(facts: ReportFacts) -> None:
    english = html.page(replace(facts, lang="en"))
    assert held(english, '<html lang="en" class="speaks-en">')
    assert re.search(r'id="lang-en" value="en"[^>]* checked', english)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (
            {"quiet": True, "rejected": 0},
            ["没有退回的行", "所评估的规则都没有命中", "没有因证据不足", "没有命中被豁免"],
        ),
        ({"entries": 0, "quiet": True}, ["没有接收任何条目", "没有可以识别的行政区划"]),
    ],
)
def test_empty_states_say_what_they_mean(
    make_run: Callable[..., Path], rules: tuple[Rule, ...], options: dict[str, Any], says: list[str]
) -> None:
    made = html.page(report_facts.gather(run=make_run(**options), rules=rules))
    assert held(made, *says) == says


def test_only_quoted_rules_are_shown_as_rule_text_and_defaults_say_so(page: str) -> None:
    cards = dict(re.findall(r'<article class="rule" id="rule-([A-Z]+-\d+)"(.*?)</article>', page, re.S))
    assert "规则原文与依据" in cards["NM-01"]
    assert "依据说明（非原文）" in cards["NM-04"]
    assert "默认值，未经核实" in cards["G-06"]
    assert "默认值，未经核实" not in cards["NM-01"]


def test_a_rule_shows_its_first_rows_and_leads_to_all_of_them(page: str, facts: ReportFacts) -> None:
    cards = dict(re.findall(r'<article class="rule" id="rule-([A-Z]+-\d+)"(.*?)</article>', page, re.S))
    hits = cards["NM-01"].partition("</details>")[0]
    assert facts.rules[0].hits == 24
    assert hits.count("<tr><td") == report_facts.SAMPLE_ROWS
    assert held(cards["NM-01"], "前 20 条（共 24 条", 'href="rows/NM-01-hit.csv"')[1:]


def test_a_rule_over_the_belt_explains_why_it_must_be_confirmed(page: str) -> None:
    cards = dict(re.findall(r'<article class="rule" id="rule-([A-Z]+-\d+)"(.*?)</article>', page, re.S))
    assert [rule for rule, card in cards.items() if "防止“一刀切”" in card] == ["NM-04"]


def test_an_approved_map_shows_its_number(facts: ReportFacts, tmp_path: Path) -> None:
    square = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}
    feature = {"type": "Feature", "properties": {"code": "3201"}, "geometry": square}
    told = {"type": "FeatureCollection", "审图号": "苏S(2026)001号", "features": [feature]}
    path = tmp_path / "map.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    assert held(html.page(facts, geojson=path), "审图号：苏S(2026)001号")


@pytest.mark.parametrize(
    ("item", "says"),
    [
        (NotEvaluated("A-13", "measure_missing", ("silent_days",), ""), "全部来文都没有：静默天数"),
        (NotEvaluated("NM-04", "limit_unset", (), "days"), "限值“静默天数”未设定"),
        (NotEvaluated("NM-17", "off", (), ""), "已关闭：由省定线"),
        (NotEvaluated("NM-01", "off", (), ""), "默认关闭"),
        (NotEvaluated("NM-01", "not_in_force", (), ""), "尚未生效"),
    ],
)
def test_why_a_rule_was_not_evaluated_is_said_in_words(rules: tuple[Rule, ...], item: NotEvaluated, says: str) -> None:
    rule = next(rule for rule in rules if rule.id == item.rule_id)
    assert says in html.why(item, rule).zh
    assert html.why(item, None).en


def test_a_text_that_is_the_same_in_both_languages_is_written_once() -> None:
    assert html.both(Text("微博<", "微博<")) == "微博&lt;"


def test_the_charts_library_is_the_one_its_page_names() -> None:
    digest = hashlib.sha256(html.ECHARTS.read_bytes()).hexdigest()
    assert digest in (VENDOR / "README.md").read_text("utf-8")
    assert {"LICENSE.txt", "NOTICE.txt"} <= {path.name for path in VENDOR.iterdir()}


@pytest.fixture(scope="module")
def browser_page(facts: ReportFacts, tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[Page]:
    path = tmp_path_factory.mktemp("page") / "report.html"
    html.write(facts, path)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--disable-quic"]
        )
        opened = browser.new_page(viewport={"width": 1440, "height": 900})
        opened.set_default_timeout(120_000)
        asked: list[str] = []
        faults: list[str] = []
        opened.on("request", lambda request: asked.append(request.url))
        opened.on("console", lambda message: faults.append(message.text))
        opened.on("pageerror", lambda fault: faults.append(str(fault)))
        opened.goto(path.as_uri())
        assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
        assert faults == []
        yield opened
        browser.close()


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_browser_finds_no_barrier_in_either_language(browser_page: Page, lang: str) -> None:
    browser_page.locator(f"label[for=lang-{lang}]").click()
    violations = Axe().run(browser_page).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in violations] == []


@pytest.mark.browser
def test_a_browser_shows_one_language_at_a_time(browser_page: Page) -> None:
    for lang, other, tag in (("en", "zh", "en"), ("zh", "en", "zh-CN")):
        browser_page.locator(f"label[for=lang-{lang}]").click()
        assert browser_page.locator("main").locator(f"span.{other}").filter(visible=True).count() == 0
        assert browser_page.evaluate("document.documentElement.lang") == tag


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
def test_a_browser_never_scrolls_the_page_sideways(browser_page: Page, width: int) -> None:
    browser_page.set_viewport_size({"width": width, "height": 900})
    assert browser_page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
def test_a_browser_draws_every_chart_and_the_map_follows_its_switch(browser_page: Page) -> None:
    charts = browser_page.locator(".chart svg")
    assert charts.count() == browser_page.locator(".chart").count() == 10
    shown = browser_page.locator('.chart[data-chart="map"] svg')
    before = shown.inner_html()
    browser_page.locator('input[name="metric"][value="entries"]').check()
    assert shown.inner_html() != before


@pytest.mark.browser
def test_a_browser_reaches_the_language_by_keyboard(browser_page: Page) -> None:
    browser_page.reload()
    browser_page.keyboard.press("Tab")
    assert "#main" in browser_page.evaluate("document.activeElement.getAttribute('href')")
    browser_page.keyboard.press("Tab")
    browser_page.keyboard.press("ArrowRight")
    assert browser_page.evaluate("document.documentElement.lang") == "en"
