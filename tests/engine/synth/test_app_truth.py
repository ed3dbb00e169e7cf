"""The truth about apps."""

from datetime import date
from typing import Any

import numpy as np
import pytest

from jianfu.engine.synth import app, app_truth, catalogue
from jianfu.engine.synth.places import COUNTY
from jianfu.engine.synth.truth import Expected, Verdicts


def _told(province: Any, as_of: date = date(2026, 9, 30), packs: tuple[str, ...] = ()) -> dict[str, Verdicts]:
    told = app_truth.told(province.apps, province.app_exemptions, province.units, as_of=as_of, packs=packs)
    return {one.rule: one for one in told}


def _hits(one: Verdicts) -> np.ndarray[Any, Any]:
    return one.rows[one.expected == Expected.HIT]


def test_all_rules_on_apps_are_told(province: Any) -> None:
    numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 14, 15, 16]
    assert sorted(_told(province)) == [*(f"A-{number:02d}" for number in numbers), "NM-09"]


def test_county_apps_are_hit_only_where_the_jiangsu_pack_is_laid_over(province: Any) -> None:
    levels = province.units.levels[province.apps.entry.sponsors]
    national, jiangsu = _told(province)["A-01"], _told(province, packs=("jiangsu",))["A-01"]
    assert (levels[_hits(national)] > COUNTY).all()
    assert COUNTY in levels[_hits(jiangsu)]


@pytest.mark.parametrize(("as_of", "older_too"), [(date(2026, 7, 24), False), (date(2026, 7, 25), True)])
def test_older_unfiled_apps_have_until_the_deadline(province: Any, as_of: date, older_too: bool) -> None:
    older = province.apps.entry.seen.opened < app.NEW_REGIME
    assert older[_hits(_told(province, as_of)["A-03"])].any() == older_too


def test_overlap_names_every_live_member_of_a_family(province: Any) -> None:
    made, one = province.apps, _told(province)["A-12"]
    offers = made.offers
    hits = set(_hits(one).tolist())
    partners = [row for row in hits if offers.parts[row] in (catalogue.SAME, catalogue.NEAR)]
    assert partners
    plain = [int(offers.mates[row]) for row in partners]
    alive = made.entry.life.stands & ~offers.absent
    waived = province.app_exemptions.waives("A-12")
    assert all(row in hits for row in plain if alive[row] and not waived[row])


def test_far_partners_and_apps_without_functions_are_not_hit(province: Any) -> None:
    offers, hits = province.apps.offers, _hits(_told(province)["A-12"])
    assert (offers.parts[hits] != catalogue.FAR).all()
    assert not offers.absent[hits].any()


def test_rectification_of_unfiled_apps_is_judged_in_jiangsu_only(province: Any) -> None:
    filing = province.apps.filing
    assert (filing[_hits(_told(province)["A-15"])] == app.FILED).all()
    assert len(_hits(_told(province, packs=("jiangsu",))["A-15"])) >= len(_hits(_told(province)["A-15"]))


def test_either_of_badge_and_complaint_entry_suffices(province: Any) -> None:
    hits = _hits(_told(province)["A-13"])
    bad = {code: province.apps.look(code).bad[hits] for code in ("badge_shown", "complaint_entry")}
    assert (bad["badge_shown"] | bad["complaint_entry"]).all()
