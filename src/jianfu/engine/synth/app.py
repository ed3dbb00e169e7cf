"""Made-up government apps and mini-programs: functions, features, filing, and what is wrong with them."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from jianfu.engine.schema import words
from jianfu.engine.synth import activity, catalogue, entry
from jianfu.engine.synth.activity import CLUES, INTERFACE, ON_SITE, PATROL
from jianfu.engine.synth.catalogue import Catalogue, Offers
from jianfu.engine.synth.cell import MISSING, Cells, Counts, Numbers, Texts, Words, blanked, joined, stated_none, taken
from jianfu.engine.synth.draw import Draw
from jianfu.engine.synth.entry import Entry
from jianfu.engine.synth.lines import LINES
from jianfu.engine.synth.observation import Look, Observed, look_at
from jianfu.engine.synth.places import CITY
from jianfu.engine.synth.units import GENERAL_LINE, ORGAN, Units

SUB_KINDS = ("小程序", "移动客户端", "快应用")
PLATFORMS = ("微信小程序", "支付宝小程序", "安卓应用市场", "快应用平台")
ACTIVITY_SHARES = (78.0, 6.0, 6.0, 3.0, 5.0, 2.0, 0.0, 0.0)
LIFE_SHARES = (0.86, 0.04, 0.10)
LEVEL_PULL = np.array((4.0, 3.0, 0.5, 0.12, 0.02))
"""How likely an organ of each level has an app: below the county few, and those must not exist."""

FEATURES = ("none", "checkin", "points", "online_time", "forced_upload", "checkin;points", "points;forced_upload")
FEATURE_SHARES = (78.0, 5.0, 4.0, 2.0, 3.0, 2.0, 1.0)
MANDATORY = np.array((False, True, True, True, False, True, True))
FORCED = np.array((False, False, False, False, True, False, True))
FILED, UNFILED, NOT_SAID = range(3)
NEW_REGIME = 20478
"""2026-01-25 in days since 1970."""

LOOKS = (
    Look("approval_tests_failed", 0.04, "0", "1", ON_SITE),
    Look("forced_uptake", 0.02, "0", "1", CLUES),
    Look("assessment_tool", 0.02, "false", "true", CLUES),
    Look("repeated_items", 0.06, "0", "1", ON_SITE),
    Look("commercial_activity", 0.01, "false", "true", ON_SITE),
    Look("badge_shown", 0.08, "true", "false", PATROL),
    Look("complaint_entry", 0.06, "true", "false", PATROL),
    Look("unreported_change", 0.03, "false", "true", INTERFACE),
    Look("rectification_overdue", 0.03, "false", "true", ON_SITE),
    Look("crash_reports", 0.04, "0", "1", CLUES),
    Look("broken_functions", 0.04, "0", "1", ON_SITE),
)


@dataclass(frozen=True, slots=True)
class Apps:
    """Apps as they are; ``offers`` says which functions each has, and whose partner it is."""

    entry: Entry
    offers: Offers
    kinds: Numbers
    audience: Numbers
    features: Numbers
    no_features: Numbers
    filing: Numbers
    installs: Numbers
    mau: Numbers
    looks: list[Observed]

    def __len__(self) -> int:
        return len(self.kinds)

    def look(self, code: str) -> Observed:
        """Return the measure of that code."""
        return next(look for look in self.looks if look.code == code)


def apps(*, units: Units, count: int, today: int, draw: Draw, province: str, using: Catalogue) -> Apps:
    """Return *count* apps of the units; functions come from the catalogue, which remembers what it gave."""
    pull = np.where(units.types == ORGAN, LEVEL_PULL[units.levels], 0.0) * np.where(
        units.lines == GENERAL_LINE, 0.4, 1.0
    )
    sponsors = np.sort(draw.random.choice(len(units), count, p=pull / pull.sum()))
    seen = activity.activity(draw=draw, n=count, today=today, shares=ACTIVITY_SHARES)
    recent = draw.chance(count, 0.15) & (seen.silence < today - NEW_REGIME - 30)
    since = np.maximum(today - NEW_REGIME - seen.silence - 20, 1)
    seen.opened[recent] = (seen.looked - seen.silence - draw.random.integers(0, since))[recent]
    lives = entry.life(draw=draw, seen=seen, today=today, shares=LIFE_SHARES)
    offers = catalogue.offers(using, units.lines[sponsors], draw)
    installs = draw.skewed(count, 6000.0, 1.5)
    kinds = draw.pick(count, (87, 11, 2))
    common = Entry(
        entry.numbered("YY", province, count),
        _names(units, sponsors, kinds, offers, draw),
        sponsors,
        seen,
        lives,
        draw.chance(count, 0.02),
        entry.declaration_days(draw, seen, today),
    )
    return Apps(
        common,
        offers,
        kinds,
        draw.pick(count, (40, 10, 32, 18)),
        draw.pick(count, FEATURE_SHARES),
        draw.chance(count, 0.05),
        draw.pick(count, (80, 14, 6)),
        installs,
        (installs * draw.random.random(count) * 0.4).astype(np.int64),
        [look_at(look, draw=draw, seen=seen) for look in LOOKS],
    )


def _names(units: Units, sponsors: Numbers, kinds: Numbers, offers: Offers, draw: Draw) -> pa.Array:
    """Return names such as 智慧清江浦水务 or 江苏疫苗预约; a partner in overlap has a name of its own."""
    at = pa.array(sponsors)
    line = taken([*(each.name for each in LINES), "政务"], units.lines[sponsors])
    way = draw.places(len(sponsors), 3)
    before = taken(("智慧", "", "掌上"), way)
    what = pc.if_else(pa.array(way == 1), joined(offers.first_names, "通"), line)
    return joined(before, units.spots.take(at), what)


def cells(made: Apps, units: Units, draw: Draw, *, messy: bool) -> dict[str, Cells]:
    """Return the cells of the assets table."""
    n = len(made)
    digits = pc.utf8_slice_codeunits(made.entry.ids, 2)
    filing = stated_none(joined("政务备", digits, "号"), made.filing == UNFILED)
    platform = np.array((0, 2, 3))[made.kinds] + ((made.kinds == 0) & draw.chance(n, 0.2))
    features = taken(FEATURES, np.where(made.no_features, MISSING, made.features))
    return entry.common_cells(made.entry, units, draw, category=1, messy=messy) | {
        "sub_kind": Texts(taken(SUB_KINDS, made.kinds)),
        "platform": Texts(taken(PLATFORMS, platform)),
        "platform_id": Texts(joined("app", digits)),
        "region_code": Texts(units.regions.take(pa.array(made.entry.sponsors))),
        "audience": entry.of_set(made.audience, words.AUDIENCES),
        "purpose": Texts(joined(made.offers.first_names, "等服务")),
        "installs": Counts(made.installs),
        "mau": Counts(made.mau),
        "filing_no": Texts(blanked(filing, made.filing == NOT_SAID)),
        "features": feature_cells(features),
        "absorbs": Texts(blanked(taken(("*",), np.zeros(n, np.int64)), ~_hubs(made, units, draw))),
    }


def _hubs(made: Apps, units: Units, draw: Draw) -> Numbers:
    """Tell which apps of province and cities can take over any function."""
    return (units.levels[made.entry.sponsors] <= CITY) & draw.chance(len(made), 0.04)


def feature_cells(codes: pa.Array) -> Words:
    """Return cells of the features column: codes joined by ``;``, shown as words joined by ``、``."""
    encoded = codes.dictionary_encode()
    names = {word.code: word.zh for word in words.FEATURES} | {"none": "无"}
    known = encoded.dictionary.to_pylist()
    shown = [("、".join(names[code] for code in several.split(";")),) for several in known]
    return Words(encoded.indices.fill_null(MISSING).to_numpy(), known, shown)
