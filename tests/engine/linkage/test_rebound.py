"""Rebound: what was closed comes back, soon, from the same unit."""

from datetime import date
from typing import Any

import pytest
from tests.engine.linkage.conftest import Register, account, application, group, offers, paired

from jianfu.engine.linkage import functions, kinds_text, rebound
from jianfu.engine.linkage.parameters import LinkParameters

AS_OF = date(2026, 9, 1)
CLOSED, OPENED = date(2026, 6, 1), date(2026, 7, 1)
PROPOSED, LOOKED_AT, NOTHING = {"AB": "proposal"}, {"AB": "review"}, {}


def _rows(make: Any, first: dict[str, Any], second: dict[str, Any], **more: Any) -> dict[str, Any]:
    gone = make("A", **{"state": "closed", "closed_on": CLOSED, **first})
    return {"assets": [gone, make("B", **{"opened_on": OPENED, **second})], **more}


def _group(label: str, pairs: dict[str, str], first: dict[str, Any] | None = None, **second: Any) -> Any:
    return pytest.param(_rows(group, first or {}, second), pairs, id=f"group: {label}")


def _account(label: str, pairs: dict[str, str], first: dict[str, Any] | None = None, **second: Any) -> Any:
    return pytest.param(_rows(account, first or {}, {"platform": "抖音", **second}), pairs, id=f"account: {label}")


def _app(label: str, pairs: dict[str, str], left: str, right: str, **more: Any) -> Any:
    second = {"name": "河湖通", "platform": "安卓"}
    rows = _rows(application, {}, second, functions=[*offers("A", left), *offers("B", right)], **more)
    return pytest.param(rows, pairs, id=f"app: {label}")


CASES = [
    _group("one name and one matter", PROPOSED, platform="钉钉"),
    _group("another name for one matter", LOOKED_AT, name="同舟共济一家亲", platform="钉钉"),
    _group("one name for another matter", LOOKED_AT, matter="征兵"),
    _group("another name and matter", NOTHING, name="同舟共济一家亲", matter="征兵"),
    _group("a matter not stated and another name", NOTHING, name="同舟共济一家亲", matter=None),
    _group("another unit", NOTHING, sponsor_unit_id="V"),
    _group("no unit", NOTHING, sponsor_unit_id=None),
    _group("opened before the closing", NOTHING, opened_on=date(2026, 5, 31)),
    _group("opened the same day", PROPOSED, opened_on=CLOSED),
    _group("opened on the last day of the window", PROPOSED, opened_on=date(2026, 8, 30)),
    _group("opened a day too late", NOTHING, opened_on=date(2026, 8, 31)),
    _group("opened on a day not stated", NOTHING, opened_on=None),
    _group("closed on a day not stated", NOTHING, {"closed_on": None}),
    _group("closed again itself", NOTHING, state="closed"),
    _group("not saying whether it lives", LOOKED_AT, state=None),
    _account("one name elsewhere", LOOKED_AT),
    _account("one name on one platform is one thing", NOTHING, platform="微信公众号"),
    _account("one name, platform not stated", NOTHING, platform=None),
    _account("a name alike on one platform", LOOKED_AT, {"name": "江城微观察"}, platform="微信公众号",
             name="江城微观察新"),
    _account("nothing alike", NOTHING, name="夜读江南"),
    _app("the same functions under another name", LOOKED_AT, "abcd", "abc"),
    _app("other functions under another name", NOTHING, "abcd", "x"),
    _app("functions not wholly known", NOTHING, "abcd", "abcd",
         incomplete=[{"table_code": "functions", "asset_id": "A"}]),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "pairs"), CASES)
def test_one_closed_and_one_opened(register: Register, rows: dict[str, Any], pairs: dict[str, str]) -> None:
    backend = register(rows)
    kinds_text.matters(backend)
    functions.prepare(backend)
    rebound.pair_up(backend, LinkParameters(), AS_OF)
    assert paired(backend, "rebound_pairs") == pairs


def test_what_opens_after_the_day_judged_has_not_come_back_yet(register: Register) -> None:
    backend = register(_rows(group, {}, {"platform": "钉钉"}))
    kinds_text.matters(backend)
    functions.prepare(backend)
    rebound.pair_up(backend, LinkParameters(), date(2026, 6, 30))
    assert paired(backend, "rebound_pairs") == {}


def test_a_unit_name_alone_makes_no_names_alike(register: Register) -> None:
    units = [{"unit_id": "U", "name": "清河县水务局"}]
    rows = _rows(group, {"name": "清河县水务局河道群"}, {"name": "清河县水务局党建群", "matter": "征兵"})
    backend = register({**rows, "units": units})
    kinds_text.matters(backend)
    functions.prepare(backend)
    rebound.pair_up(backend, LinkParameters(), AS_OF)
    assert paired(backend, "rebound_pairs") == {}
