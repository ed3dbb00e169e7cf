"""Made-up work groups: matters, audiences, lives, and what is wrong with them."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from jianfu.engine.synth import activity, entry
from jianfu.engine.synth.activity import CLUES, ON_SITE, SURVEY, Activity
from jianfu.engine.synth.cell import MISSING, Numbers, joined, taken
from jianfu.engine.synth.draw import Draw
from jianfu.engine.synth.entry import ACTIVE, CLOSED, Entry, Life
from jianfu.engine.synth.matter import MATTERS, OFF_FORM_NAMES
from jianfu.engine.synth.observation import Look, Observed, look_at
from jianfu.engine.synth.units import Units, rank_within

PLATFORMS = (
    ("微信", ("微信群", "个人微信")),
    ("钉钉", ("钉钉群",)),
    ("企业微信", ("政务微信",)),
    ("QQ", ("QQ群",)),
    ("飞书", ("飞书群",)),
)
PLATFORM_SHARES = (68.0, 11.0, 11.0, 8.0, 2.0)
SUB_KINDS = (
    "条线业务群",
    "机关全员群",
    "党建群",
    "专项工作群",
    "领导班子群",
    "政民服务群",
    "值班应急群",
    "聊天群",
    "形式群",
)
SUB_KIND_SHARES = (40.0, 11.0, 8.0, 22.0, 4.0, 9.0, 3.0, 1.8, 1.2)
DUTY, CHAT, TOKEN = 6, 7, 8
UP, DOWN, LATERAL, PUBLIC = range(4)
ACTIVITY_SHARES = (72.0, 7.0, 6.0, 3.0, 7.0, 3.0, 1.0, 1.0)
DUTY_SHARES = (25.0, 5.0, 10.0, 10.0, 40.0, 10.0, 0.0, 0.0)
LIFE_SHARES = (0.93, 0.01, 0.06)

BASE, TWIN, REBUILT, MERGED, ABSORBED, DISSOLVED = range(6)
"""Parts groups play. TWIN: alike its mate; REBUILT: opened elsewhere after its mate, DISSOLVED, was; MERGED from its
neighbours, ABSORBED."""

TWINS, REBUILDS, MERGERS = 0.03, 0.012, 0.008
GIVEN, NONE, BLANK = range(3)
LOOKS = (
    Look("standing_demand", 0.02, "false", "true", CLUES),
    Look("unbacked_demands", 0.02, "0", "1", CLUES),
    Look("at_all_notices", 0.05, "0", "1", SURVEY),
    Look("proof_demands", 0.02, "0", "1", CLUES),
    Look("roster_certified", 0.12, "true", "false", ON_SITE),
    Look("owner_rank_ok", 0.06, "true", "false", ON_SITE),
    Look("forced_membership", 0.02, "false", "true", SURVEY),
    Look("secret_matter", 0.002, "false", "true", ON_SITE),
)
PER_PERSON = Look("groups_per_person", 0.35, "2", "3", SURVEY)


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups as they are. Statements (``approval``, ``filing``, ``end``, ``done``) are GIVEN, NONE or BLANK."""

    entry: Entry
    platforms: Numbers
    no_platform: Numbers
    parts: Numbers
    mates: Numbers
    matters: Numbers
    no_matter: Numbers
    sub_kinds: Numbers
    directions: Numbers
    no_audience: Numbers
    temporary: Numbers
    no_temporary: Numbers
    end: Numbers
    end_on: Numbers
    done: Numbers
    done_on: Numbers
    approval: Numbers
    filing: Numbers
    checkin: Numbers
    merger: Numbers
    overload: Numbers
    messages: Numbers
    no_messages: Numbers
    members: Numbers
    off_form: Numbers
    looks: list[Observed]

    def __len__(self) -> int:
        return len(self.platforms)


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays which part: sponsors, matters, parts and mates, before anything else is drawn."""

    sponsors: Numbers
    matters: Numbers
    parts: Numbers
    mates: Numbers


def groups(*, units: Units, count: int, today: int, draw: Draw, province: str) -> Groups:
    """Return *count* groups of the units, no two of a unit for one matter but for the planted ones."""
    cast = _cast(units, count, draw)
    n = len(cast.sponsors)
    sub_kinds = draw.pick(n, SUB_KIND_SHARES)
    seen = _activity(draw, sub_kinds, today)
    lives = entry.life(draw=draw, seen=seen, today=today, shares=LIFE_SHARES)
    platforms = draw.pick(n, PLATFORM_SHARES)
    no_opening, no_matter, no_platform = draw.chance(n, 0.012), draw.chance(n, 0.015), draw.chance(n, 0.006)
    _play(cast, seen, lives, platforms, draw, today)
    silent_parts = np.isin(cast.parts, (REBUILT, DISSOLVED))
    common = Entry(
        entry.numbered("QZ", province, n),
        pa.nulls(n, pa.string()),
        cast.sponsors,
        seen,
        lives,
        no_opening & ~silent_parts,
        entry.declaration_days(draw, seen, today),
    )
    return _drawn(
        common, cast, sub_kinds, platforms, (no_platform & ~silent_parts, no_matter & ~silent_parts), draw, units, today
    )


def _cast(units: Units, count: int, draw: Draw) -> Cast:
    twins, rebuilds = int(count * TWINS), int(count * REBUILDS)
    base = count - twins - rebuilds
    pull = draw.random.lognormal(0.0, 0.7, len(units)) * np.array((1.6, 1.5, 1.3, 1.2, 0.6))[units.levels]
    sponsors = np.repeat(np.arange(len(units)), draw.random.multinomial(base, pull / pull.sum()))
    first = draw.places(len(units), len(MATTERS))
    matters = (first[sponsors] + rank_within(sponsors)) % len(MATTERS)
    parts = np.zeros(base, np.int64)
    heads = np.arange(0, base - 3, max(int(1 / MERGERS), 4))
    heads = heads[(sponsors[heads] == sponsors[heads + 1]) & (sponsors[heads] == sponsors[heads + 2])]
    parts[heads], parts[heads + 1], parts[heads + 2] = MERGED, ABSORBED, ABSORBED
    free = draw.random.permutation(np.flatnonzero(parts == BASE))[: twins + rebuilds]
    twins, rebuilds = min(twins, len(free) // 2), min(rebuilds, len(free) - min(twins, len(free) // 2))
    parts[free[twins : twins + rebuilds]] = DISSOLVED
    mates = free[: twins + rebuilds]
    return Cast(
        np.concatenate([sponsors, sponsors[mates]]),
        np.concatenate([matters, matters[mates]]),
        np.concatenate([parts, np.repeat((TWIN, REBUILT), (twins, rebuilds))]),
        np.concatenate([np.full(base, -1), mates]),
    )


def _activity(draw: Draw, sub_kinds: Numbers, today: int) -> Activity:
    n = len(sub_kinds)
    usual = activity.activity(draw=draw, n=n, today=today, shares=ACTIVITY_SHARES)
    quiet = activity.activity(draw=draw, n=n, today=today, shares=DUTY_SHARES)
    duty = sub_kinds == DUTY
    names = ("kind", "silence", "looked", "opened", "way", "source")
    return Activity(*(np.where(duty, getattr(quiet, name), getattr(usual, name)) for name in names))


def _play(cast: Cast, seen: Activity, lives: Life, platforms: Numbers, draw: Draw, today: int) -> None:
    """Bend lives, days and platforms to the parts: the columns drawn before are changed in place."""
    rows = np.arange(len(cast.parts))
    twins = rows[cast.parts == TWIN]
    elsewhere = draw.chance(len(twins), 0.5)
    first = cast.mates[twins]
    _set_life(lives, np.concatenate([first[elsewhere], twins[elsewhere]]), ACTIVE)
    platforms[twins] = np.where(elsewhere, (platforms[first] + 1) % len(PLATFORMS), platforms[first])
    _set_life(lives, rows[cast.parts == MERGED], ACTIVE)
    _close(lives, seen, rows[cast.parts == ABSORBED], today)
    rebuilt = rows[cast.parts == REBUILT]
    _rebuild(cast, seen, lives, rebuilt, draw)
    same = draw.chance(len(rebuilt), 0.15)
    before = platforms[cast.mates[rebuilt]]
    platforms[rebuilt] = np.where(same, before, (before + 1) % len(PLATFORMS))


def _set_life(lives: Life, rows: Numbers, state: int) -> None:
    lives.state[rows], lives.untold[rows], lives.by_day[rows] = state, False, False
    lives.closed_on[rows] = MISSING


def _close(lives: Life, seen: Activity, rows: Numbers, today: int) -> None:
    _set_life(lives, rows, CLOSED)
    last = np.where(seen.never, seen.opened, seen.last)[rows]
    lives.closed_on[rows] = np.clip(last + 2, seen.opened[rows], today - 1)


def _rebuild(cast: Cast, seen: Activity, lives: Life, rebuilt: Numbers, draw: Draw) -> None:
    """Open a group anew, within 90 days of dissolving the old one (two thirds) or later."""
    old, n = cast.mates[rebuilt], len(rebuilt)
    _set_life(lives, rebuilt, ACTIVE)
    _set_life(lives, old, CLOSED)
    seen.kind[rebuilt], seen.silence[rebuilt] = activity.FRESH, draw.between(0, 6, n)
    seen.way[rebuilt] = activity.DECLARED
    seen.source[rebuilt] = activity.PATROL
    seen.opened[rebuilt] = seen.looked[rebuilt] - draw.between(20, 300, n)
    gap = np.where(draw.chance(n, 0.67), draw.between(0, REBOUND_DAYS, n), draw.between(REBOUND_DAYS + 1, 400, n))
    lives.closed_on[old] = seen.opened[rebuilt] - gap
    seen.kind[old] = activity.OLD
    seen.silence[old] = seen.looked[old] - lives.closed_on[old] + 2
    seen.opened[old] = np.minimum(seen.opened[old], seen.last[old] - 100)


REBOUND_DAYS = 90


def _drawn(
    common: Entry,
    cast: Cast,
    sub_kinds: Numbers,
    platforms: Numbers,
    removed: tuple[Numbers, Numbers],
    draw: Draw,
    units: Units,
    today: int,
) -> Groups:
    """Draw what hangs on the group alone: statements, matters done, load, approval, form of the name."""
    n = len(common)
    merged = cast.parts == MERGED
    temporary = draw.chance(n, 0.25)
    end = np.where(temporary, draw.pick(n, (80, 14, 6)), draw.pick(n, (1, 89, 10)))
    done = np.where(temporary, draw.pick(n, (22, 72, 6)), draw.pick(n, (2, 92, 6)))
    latest = np.maximum(common.seen.opened, today - 400)
    done_on = np.where(draw.chance(n, 0.3), today - draw.between(0, 12, n), draw.between(latest, today - 1, n))
    overload = np.where(merged, draw.pick(n, (45, 30, 25)), 0)
    messages = np.round(draw.random.lognormal(2.2, 1.0, n).clip(0.2, 180.0), 1)
    messages = np.where(overload == LOUD, np.round(messages.clip(0, 150) + 201.0, 1), messages)
    off_form = draw.chance(n, 0.04)
    per_unit = look_at(PER_PERSON, draw=draw, seen=common.seen)
    looks = [look_at(look, draw=draw, seen=common.seen) for look in LOOKS]
    named = Entry(common.ids, _names(units, cast, sub_kinds, off_form, draw), *_rest(common))
    return Groups(
        named,
        platforms,
        removed[0],
        cast.parts,
        cast.mates,
        cast.matters,
        removed[1],
        sub_kinds,
        _directions(units, cast, draw),
        _as_mate(draw.chance(n, 0.012), cast),
        temporary,
        draw.chance(n, 0.02),
        end,
        np.maximum(common.seen.opened, today - 30) + draw.between(0, 200, n),
        done,
        np.maximum(done_on, common.seen.opened),
        draw.pick(n, (78, 16, 6)),
        draw.pick(n, (80, 13, 7)),
        draw.pick(n, (2, 90, 8)),
        np.where(merged, GIVEN, draw.pick(n, (0, 60, 40))),
        overload,
        messages,
        draw.chance(n, 0.03),
        draw.skewed(n, 35.0, 0.8).clip(3, 500),
        off_form,
        [*looks, _same_for_unit(per_unit, cast.sponsors)],
    )


LIGHT, LOUD, LAYERED = range(3)
"""Merged groups: bearable, over 200 messages a day, or spanning three levels."""


def _rest(common: Entry) -> tuple[Numbers, Activity, Life, Numbers, Numbers]:
    return common.sponsors, common.seen, common.life, common.no_opening, common.declared_on


def _as_mate(values: Numbers, cast: Cast) -> Numbers:
    """Give twins their mate's value."""
    return np.where(cast.parts == TWIN, values[np.maximum(cast.mates, 0)], values)


def _same_for_unit(look: Observed, sponsors: Numbers) -> Observed:
    """Let all groups of a unit say the same: the figure comes from one survey of its people."""
    _, first = np.unique(sponsors, return_index=True)
    at = first[np.searchsorted(sponsors[first], sponsors)]
    return Observed(look.code, look.bad[at], look.missing, look.texts.take(pa.array(at)), look.source, look.looked)


def _directions(units: Units, cast: Cast, draw: Draw) -> Numbers:
    n = len(cast.sponsors)
    directions = draw.pick(n, (20, 48, 22, 10))
    alone = units.parents[cast.sponsors] < 0
    directions = np.where(alone & np.isin(directions, (UP, LATERAL)), DOWN, directions)
    return _as_mate(directions, cast)


def _names(units: Units, cast: Cast, sub_kinds: Numbers, off_form: Numbers, draw: Draw) -> pa.Array:
    """Return names such as 清江浦区水务局防汛工作群; some are not in the form."""
    n = len(cast.sponsors)
    ending = np.where(sub_kinds == DUTY, 2, draw.places(n, 2))
    usual = joined(
        units.shorts.take(pa.array(cast.sponsors)),
        taken(MATTERS, cast.matters),
        taken(("群", "工作群", "应急值班群"), ending),
    )
    strange = taken(OFF_FORM_NAMES, draw.places(n, len(OFF_FORM_NAMES)))
    return pc.if_else(pa.array(off_form), strange, usual)
