"""Exemptions in force, expired and not yet begun, for entries that would be hit, and for some that would not."""

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from jianfu.engine.schema import words
from jianfu.engine.synth import account, app, entry, group
from jianfu.engine.synth.account import Accounts
from jianfu.engine.synth.app import Apps
from jianfu.engine.synth.cell import Days, Numbers, Texts, taken
from jianfu.engine.synth.draw import Draw
from jianfu.engine.synth.entry import SUSPENDED
from jianfu.engine.synth.group import Groups
from jianfu.engine.synth.sheet import Sheet

IN_FORCE, EXPIRED, TO_COME = range(3)
TERM_SHARES = (80.0, 12.0, 8.0)
IDLE_RULES = ("NM-01", "NM-03", "NM-04", "NM-05", "NM-06")
REASONS = tuple(word.code for word in words.EXEMPTION_REASONS)
BASIS = ("主管单位批复", "上级文件要求", "专题会议纪要", "单位申请并经核实")
APPROVERS = ("省级牵头单位负责人", "市级牵头单位负责人", "县级牵头单位负责人", "主管单位负责人")


@dataclass(slots=True)
class Exemptions:
    """Exemptions of one category: rows, and per rule which entries it waives on the day judged."""

    size: int
    rows: list[Numbers] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    terms: list[Numbers] = field(default_factory=list)
    waived: dict[str, Numbers] = field(default_factory=dict)

    def grant(self, draw: Draw, able: Numbers, share: float, rules: tuple[str, ...], reason: str) -> None:
        """Exempt a share of the able entries from those rules, for that reason, all for the same term."""
        chosen = np.flatnonzero(able & draw.chance(self.size, share))
        term = draw.pick(len(chosen), TERM_SHARES)
        for rule in rules:
            self.rows.append(chosen)
            self.rules.append(rule)
            self.reasons.append(reason)
            self.terms.append(term)
            waived = self.waived.setdefault(rule, np.zeros(self.size, bool))
            waived[chosen[term == IN_FORCE]] = True

    def waives(self, rule: str) -> Numbers:
        """Tell which entries are exempt from the rule on the day judged."""
        return self.waived.get(rule, np.zeros(self.size, bool))


def of_accounts(made: Accounts, draw: Draw) -> Exemptions:
    """Return exemptions of accounts: seasonal and lost ones, separate channels, places in reform."""
    granted = Exemptions(len(made))
    idle = made.entry.seen.silence >= 60
    granted.grant(draw, idle, 0.05, IDLE_RULES, "seasonal")
    granted.grant(draw, idle & (made.types == account.SERVICE), 0.2, IDLE_RULES, "major_service")
    granted.grant(draw, ~idle, 0.002, IDLE_RULES, "seasonal")
    granted.grant(draw, made.entry.life.state == SUSPENDED, 0.1, ("NM-12",), "account_recovery")
    granted.grant(draw, made.roles != account.BASE, 0.06, ("NM-13",), "statutory_channel")
    granted.grant(draw, made.certification != account.CERTIFIED, 0.06, ("NM-16",), "reform_transition")
    granted.grant(draw, made.interaction == 0, 0.08, ("NM-07",), "platform_limit")
    return granted


def of_apps(made: Apps, draw: Draw) -> Exemptions:
    """Return exemptions of apps: emergency ones with check-in, partners that cannot be merged, orders from above."""
    granted = Exemptions(len(made))
    granted.grant(draw, app.MANDATORY[made.features], 0.12, ("A-04",), "emergency")
    granted.grant(draw, app.FORCED[made.features], 0.12, ("A-07",), "statutory_channel")
    granted.grant(draw, made.offers.mates >= 0, 0.06, ("A-12",), "special_group")
    granted.grant(draw, made.filing == app.UNFILED, 0.06, ("A-03",), "migration")
    granted.grant(draw, np.ones(len(made), bool), 0.01, ("A-01",), "central_or_provincial_order")
    return granted


def of_groups(made: Groups, draw: Draw) -> Exemptions:
    """Return exemptions of groups: emergency work, separate confidentiality, the needs of a line."""
    granted = Exemptions(len(made))
    granted.grant(draw, made.entry.seen.silence >= 90, 0.04, ("G-06",), "seasonal")
    granted.grant(draw, made.checkin == 0, 0.06, ("G-10",), "emergency")
    granted.grant(draw, made.parts == group.TWIN, 0.05, ("G-07",), "statutory_channel")
    granted.grant(draw, made.parts == group.REBUILT, 0.05, ("G-22",), "migration")
    granted.grant(draw, made.parts == group.MERGED, 0.05, ("G-21",), "migration")
    granted.grant(draw, np.ones(len(made), bool), 0.002, ("G-03",), "line_management")
    return granted


def sheet(granted: Exemptions, ids: pa.Array, today: int, draw: Draw) -> Sheet:
    """Return the exemptions table; none is longer than twelve months."""
    rows = np.concatenate(granted.rows)
    sizes = [len(some) for some in granted.rows]
    term = np.concatenate(granted.terms)
    n = len(rows)
    start = today - np.select(
        [term == IN_FORCE, term == EXPIRED], [draw.between(1, 180, n), draw.between(300, 500, n)], -10
    )
    until = np.select([term == EXPIRED], [np.minimum(start + 200, today - 1)], start + draw.between(190, 360, n))
    reasons = np.repeat([REASONS.index(reason) for reason in granted.reasons], sizes)
    return Sheet(
        "exemptions",
        {
            "asset_id": Texts(ids.take(pa.array(rows))),
            "rule_id": Texts(taken(granted.rules, np.repeat(np.arange(len(sizes)), sizes))),
            "reason_code": entry.of_set(reasons, words.EXEMPTION_REASONS),
            "basis": Texts(taken(BASIS, draw.places(n, len(BASIS)))),
            "approver": Texts(taken(APPROVERS, draw.places(n, len(APPROVERS)))),
            "valid_from": Days(start),
            "valid_until": Days(until),
        },
    )
