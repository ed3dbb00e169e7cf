"""What is right about the made-up apps, rule by rule."""

from datetime import date

import numpy as np

from jianfu.engine.synth import app, catalogue
from jianfu.engine.synth.app import Apps
from jianfu.engine.synth.cell import Numbers
from jianfu.engine.synth.exemption import Exemptions
from jianfu.engine.synth.kleene import both, either, known
from jianfu.engine.synth.places import COUNTY
from jianfu.engine.synth.truth import Verdicts, verdicts
from jianfu.engine.synth.units import Units

LEGACY_DEADLINE = date(2026, 7, 25)
JIANGSU = "jiangsu"
"""Pack in which an app of the county level is up for review, too (domain.md A-01), and in which rectification binds
unfiled apps as well (A-15)."""

OBSERVED_RULES = {
    "A-02": "approval_tests_failed",
    "A-05": "forced_uptake",
    "A-06": "assessment_tool",
    "A-08": "repeated_items",
    "A-09": "commercial_activity",
    "A-16": "crash_reports",
    "NM-09": "broken_functions",
}


def told(made: Apps, granted: Exemptions, units: Units, *, as_of: date, packs: tuple[str, ...]) -> list[Verdicts]:
    """Return the verdicts of all rules on apps."""
    return [
        _level(made, granted, units, packs),
        _filing(made, granted, as_of),
        *_features(made, granted),
        _overlap(made, granted),
        *_observed(made, granted, packs),
    ]


def _stands(made: Apps) -> Numbers:
    return known(made.entry.life.stands)


def _level(made: Apps, granted: Exemptions, units: Units, packs: tuple[str, ...]) -> Verdicts:
    level = units.levels[made.entry.sponsors]
    low = level >= COUNTY if JIANGSU in packs else level > COUNTY
    return verdicts(
        "A-01",
        both(_stands(made), known(low)),
        waived=granted.waives("A-01"),
        causes={"county_app": level == COUNTY, "app_below_county": level > COUNTY},
    )


def _filing(made: Apps, granted: Exemptions, as_of: date) -> Verdicts:
    """A-03: unfiled, and of the new regime or past the older ones' deadline."""
    new = known(made.entry.seen.opened >= app.NEW_REGIME, made.entry.no_opening)
    late = known(np.full(len(made), as_of >= LEGACY_DEADLINE))
    unfiled = known(made.filing == app.UNFILED, made.filing == app.NOT_SAID)
    return verdicts(
        "A-03",
        both(_stands(made), unfiled, either(new, late)),
        waived=granted.waives("A-03"),
        causes={"no_filing_number": made.filing == app.NOT_SAID, "unfiled": made.filing == app.UNFILED},
        traps={"legacy_app_in_time": made.filing == app.UNFILED},
    )


def _features(made: Apps, granted: Exemptions) -> list[Verdicts]:
    kinds = (("A-04", app.MANDATORY, "mandatory_feature"), ("A-07", app.FORCED, "forced_upload"))
    return [
        verdicts(
            rule,
            both(_stands(made), known(which[made.features], made.no_features)),
            waived=granted.waives(rule),
            causes={"no_features_told": made.no_features, name: which[made.features]},
        )
        for rule, which, name in kinds
    ]


def _overlap(made: Apps, granted: Exemptions) -> Verdicts:
    """A-12: one of a family (an app and those that took over its functions) with another one alive."""
    offers = made.offers
    alike = np.isin(offers.parts, (catalogue.SAME, catalogue.NEAR))
    family = np.where(alike, offers.mates, np.arange(len(made)))
    counted = made.entry.life.stands & ~offers.absent
    alive = np.bincount(family, weights=counted, minlength=len(made))[family]
    return verdicts(
        "A-12",
        both(_stands(made), known(alive > 1, offers.absent)),
        waived=granted.waives("A-12"),
        causes={"no_functions": offers.absent, "overlap": alive > 1},
        traps={"little_in_common": offers.parts == catalogue.FAR, "partner_closed": alike},
    )


def _observed(made: Apps, granted: Exemptions, packs: tuple[str, ...]) -> list[Verdicts]:
    stands = _stands(made)
    rules = {rule: made.look(code).breach for rule, code in OBSERVED_RULES.items()}
    rules["A-13"] = either(made.look("badge_shown").breach, made.look("complaint_entry").breach)
    always = known(np.ones(len(made), bool))
    filed = always if JIANGSU in packs else known(made.filing == app.FILED, made.filing == app.NOT_SAID)
    told = [
        verdicts(rule, both(stands, breach), waived=granted.waives(rule), causes={}) for rule, breach in rules.items()
    ]
    changed = both(always, made.look("unreported_change").breach)
    overdue = both(stands, filed, made.look("rectification_overdue").breach)
    return [
        *told,
        verdicts("A-14", changed, waived=granted.waives("A-14"), causes={}),
        verdicts("A-15", overdue, waived=granted.waives("A-15"), causes={}),
    ]
