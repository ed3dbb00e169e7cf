"""Made-up government accounts: who sponsors which on what platform, and what is wrong with them."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from jianfu.engine.schema import words
from jianfu.engine.synth import account_name, activity, entry
from jianfu.engine.synth.activity import CLUES, MONITOR, NATIONAL, ON_SITE, PATROL, Activity
from jianfu.engine.synth.cell import MISSING, Cells, Counts, Flags, Numbers, Texts, Words, joined, stated_none, taken
from jianfu.engine.synth.draw import Draw
from jianfu.engine.synth.entry import CLOSED, Entry, Life
from jianfu.engine.synth.observation import Look, Observed, look_at
from jianfu.engine.synth.units import Units

PLATFORMS = (
    ("微信公众号", ("微信", "微信订阅号", "微信公众平台"), 9.0, "gh_"),
    ("微信视频号", ("视频号",), 2.2, "sph"),
    ("新浪微博", ("微博",), 1.5, "wb"),
    ("抖音", ("抖音号",), 1.0, "dy"),
    ("今日头条", ("头条号",), 0.5, "tt"),
    ("微信小程序", ("微信小程序",), 0.4, "wx"),
    ("快手", ("快手号",), 0.3, "ks"),
    ("百家号", ("百度百家号",), 0.25, "bj"),
    ("小红书", ("小红书号",), 0.2, "xhs"),
)
"""Platforms, other spellings, relative pull on a unit, prefix of account ids. WeChat's three make about seven tenths.
*Source:* inspection facts, Jiangsu 2023-03-29: 2 181 of 3 086 on WeChat, 434 on Weibo."""

ACTIVITY_SHARES = (60.0, 9.0, 9.0, 4.0, 9.0, 4.0, 3.0, 2.0)
LIFE_SHARES = (0.875, 0.05, 0.075)
DOUBLES, REREGISTERED, COPIES = 0.03, 0.01, 0.008
BASE, DOUBLE, AGAIN, COPY = range(4)
PUBLISHING, SERVICE, BOTH = range(3)
CERTIFIED, UNCERTIFIED, MISMATCH = range(3)
FILED, UNFILED, HIDDEN, FOUND, NOT_SAID, NOT_SEEN = range(6)
"""Filing: FILED; UNFILED and saying so; HIDDEN: a number is given, the national system has no such account; FOUND: no
number, but the national system has it; NOT_SAID: nothing is handed in; NOT_SEEN: only a partial source missed it."""

FILING_SHARES = (80.0, 9.0, 1.5, 1.5, 5.0, 3.0)

LOOKS = (
    Look("grave_errors", 0.004, "0", "1", PATROL),
    Look("broken_functions", 0.03, "0", "1", ON_SITE),
    Look("faked_popularity", 0.003, "0", "1", ON_SITE),
    Look("off_mission_items", 0.012, "0", "1", PATROL),
    Look("assigned_likes", 0.006, "0", "1", CLUES),
    Look("name_irregular", 0.02, "false", "true", PATROL),
)


@dataclass(frozen=True, slots=True)
class Accounts:
    """Accounts as they are; ``mates`` is the account a double, re-registration or copy belongs to (-1: none)."""

    entry: Entry
    platforms: Numbers
    no_platform: Numbers
    roles: Numbers
    mates: Numbers
    types: Numbers
    no_type: Numbers
    followers: Numbers
    posts: Numbers
    no_figures: Numbers
    interaction: Numbers
    no_interaction: Numbers
    certification: Numbers
    no_certification: Numbers
    filing: Numbers
    accounts_ids: pa.Array
    looks: list[Observed]

    def __len__(self) -> int:
        return len(self.platforms)


def accounts(*, units: Units, count: int, today: int, draw: Draw, province: str) -> Accounts:
    """Return *count* accounts of the units, one to a unit and platform but for the planted doubles."""
    sponsors, platforms, roles, mates = _spread(units, count, draw)
    n = len(sponsors)
    seen = activity.activity(draw=draw, n=n, today=today, shares=ACTIVITY_SHARES)
    lives = entry.life(draw=draw, seen=seen, today=today, shares=LIFE_SHARES)
    types = draw.pick(n, (62, 16, 22))
    certification, filing = draw.pick(n, (88, 8, 4)), draw.pick(n, FILING_SHARES)
    filing = np.where((filing == UNFILED) & (today - seen.opened < 40), FILED, filing)
    followers, posts = _figures(draw, seen)
    names = account_name.names(units=units, sponsors=sponsors, roles=roles, mates=mates, draw=draw)
    ids = joined(taken([p[3] for p in PLATFORMS], platforms), province, _tokens(draw, n))
    own = np.where(roles == COPY, mates, np.arange(n))
    lives = _life_of(_reregister(lives, roles, mates, seen, today), own)
    seen, followers, posts = seen.take(own), followers[own], posts[own]
    common = Entry(
        entry.numbered("XM", province, n),
        names,
        sponsors,
        seen,
        lives,
        draw.chance(n, 0.01),
        entry.declaration_days(draw, seen, today),
    )
    return Accounts(
        common,
        platforms,
        draw.chance(n, 0.006),
        roles,
        mates,
        types[own],
        draw.chance(n, 0.015),
        followers,
        posts,
        draw.chance(n, 0.02),
        ~draw.chance(n, 0.04)[own],
        draw.chance(n, 0.05),
        certification[own],
        draw.chance(n, 0.03),
        filing,
        ids.take(pa.array(own)),
        [look_at(look, draw=draw, seen=seen) for look in LOOKS],
    )


def _spread(units: Units, count: int, draw: Draw) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Give each account a sponsor and a platform: distinct pairs, then doubles, re-registrations and copies of some."""
    extra = [int(count * share) for share in (DOUBLES, REREGISTERED, COPIES)]
    base = count - sum(extra)
    pull = np.log(np.array([p[2] for p in PLATFORMS])) + np.array((0.4, 0.3, 0.2, 0.1, -0.5))[units.levels][:, None]
    keys = pull + draw.random.gumbel(size=(len(units), len(PLATFORMS)))
    chosen = np.sort(np.argpartition(-keys.ravel(), base)[:base])
    sponsors, platforms = np.divmod(chosen, len(PLATFORMS))
    mates = [draw.places(base, base)[:size] for size in extra]
    above = np.maximum(units.parents, 0)
    every = [sponsors, sponsors[mates[0]], sponsors[mates[1]], above[sponsors[mates[2]]]]
    roles = np.repeat((BASE, DOUBLE, AGAIN, COPY), (base, *extra))
    platforms = np.concatenate([platforms, *(platforms[mate] for mate in mates)])
    return np.concatenate(every), platforms, roles, np.concatenate([np.full(base, -1), *mates])


def _tokens(draw: Draw, n: int) -> pa.Array:
    """Return account tokens, all different: a shuffled number in a fixed width."""
    return pc.utf8_lpad(
        pa.array(draw.random.permutation(n) * 7919 + draw.places(1, 7919)[0]).cast(pa.string()), 11, "0"
    )


def _figures(draw: Draw, seen: Activity) -> tuple[Numbers, Numbers]:
    """Return followers and posts in 90 days, true to the silence; a never-posting account has none of either."""
    n = len(seen.silence)
    followers = draw.skewed(n, 1500.0, 1.6)
    followers = np.where(followers >= 10_000, followers // 1000 * 1000, followers)
    posts = np.maximum(1, (90 - seen.silence) // 4 + draw.places(n, 6))
    posts = np.where((seen.silence >= 90) | seen.never, 0, posts)
    return np.where(seen.never & draw.chance(n, 0.7), 0, followers), posts


def _life_of(lives: Life, rows: Numbers) -> Life:
    return Life(lives.state[rows], lives.closed_on[rows], lives.untold[rows], lives.by_day[rows])


def _reregister(lives: Life, roles: Numbers, mates: Numbers, seen: Activity, today: int) -> Life:
    """Let half of the accounts registered again follow a first one plainly told closed; the rest run beside it."""
    again = mates[(roles == AGAIN) & (np.arange(len(roles)) % 2 == 0)]
    state, closed_on, untold = lives.state.copy(), lives.closed_on.copy(), lives.untold.copy()
    state[again], untold[again] = CLOSED, False
    last = np.where(seen.never, seen.opened, seen.last)[again]
    closed_on[again] = np.minimum(np.maximum(last, seen.opened[again]) + 3, today - 1)
    return Life(state, closed_on, untold, lives.by_day & (state == CLOSED))


def cells(made: Accounts, units: Units, draw: Draw, *, messy: bool) -> dict[str, Cells]:
    """Return the cells of the assets table."""
    n = len(made)
    known = made.entry
    numbers = joined("备", pc.utf8_slice_codeunits(made.accounts_ids, 2), "号")
    filing = stated_none(numbers, np.isin(made.filing, (UNFILED, FOUND)))
    filing = pc.if_else(pa.array(np.isin(made.filing, (NOT_SAID, NOT_SEEN))), pa.scalar(None, pa.string()), filing)
    platform = np.where(made.no_platform, MISSING, made.platforms)
    return entry.common_cells(known, units, draw, category=0, messy=messy) | {
        "sub_kind": Texts(taken([p[0][-3:] if p[0].startswith("微信") else p[0] for p in PLATFORMS], made.platforms)),
        "platform": Words(platform, [p[0] for p in PLATFORMS], [(p[0], *p[1]) for p in PLATFORMS]),
        "platform_id": Texts(made.accounts_ids),
        "url": Texts(joined("https://zwxmt.example/", made.accounts_ids)),
        "audience": entry.of_set(draw.pick(n, (86, 8, 6)), words.AUDIENCES),
        "account_type": entry.of_set(np.where(made.no_type, MISSING, made.types), words.ACCOUNT_TYPES),
        "purpose": Texts(taken(("信息发布", "政策解读", "便民服务", "工作宣传"), draw.places(n, 4))),
        "followers": Counts(np.where(made.no_figures, MISSING, made.followers)),
        "posts_90d": Counts(np.where(made.no_figures, MISSING, made.posts)),
        "certification": entry.of_set(
            np.where(made.no_certification, MISSING, made.certification), words.CERTIFICATIONS
        ),
        "filing_no": Texts(filing),
        "interaction_ok": Flags(np.where(made.no_interaction, MISSING, made.interaction)),
    }


def national_rows(made: Accounts) -> tuple[Numbers, pa.Array, Numbers]:
    """Return what the national system was seen to hold: places of the accounts, values, sources."""
    rows = np.flatnonzero(
        np.isin(made.filing, (FILED, HIDDEN, FOUND, NOT_SEEN)) & (np.arange(len(made)) % 3 > 0)
        | np.isin(made.filing, (HIDDEN, FOUND, NOT_SEEN))
    )
    filing = made.filing[rows]
    values = taken(("false", "true"), np.isin(filing, (FILED, FOUND)).astype(int))
    return rows, values, np.where(filing == NOT_SEEN, MONITOR, NATIONAL)
