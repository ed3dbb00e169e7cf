"""Which pairs are compared at all: those that share a key, always on one platform."""

from dataclasses import dataclass

from jianfu.engine.backends.backend import Backend
from jianfu.engine.backends.sql_text import literal

MOST_IN_BLOCK = 60
"""A key that more entries share says too little to be worth comparing them all; such keys are left out."""


@dataclass(frozen=True, slots=True)
class BlockingRule:
    """Entries that share *key* (SQL over ``link_records``; null joins nothing) are compared. *zh*, *en* say why."""

    code: str
    key: str
    zh: str
    en: str


RULES = (
    BlockingRule("uid", "uid", "平台账号相同", "the same platform account"),
    BlockingRule("url", "url_key", "网址相同", "the same address"),
    BlockingRule("unit", "unit_id", "主办单位编号相同", "the same sponsor number"),
    BlockingRule("sponsor", "sponsor_place || '|' || sponsor_core", "主办单位地名与机构相同",
                 "the same place and organ in the sponsor's name"),
    BlockingRule("name", "bare", "名称相同", "the same name"),
    BlockingRule("core", "nullif(place, '') || '|' || nullif(core, '')", "名称的地名与主干相同",
                 "the same place and core in the name"),
    BlockingRule("core_here", "region || '|' || nullif(core, '')", "同区划同名称主干",
                 "the same core of the name in one division"),
    BlockingRule("sound", "county || '|' || place || '|' || nullif(sound, '')", "同县同地名同读音",
                 "the same place and reading in one county"),
    BlockingRule("first", "region || '|' || substr(nullif(core, ''), 1, 2)", "同区划名称主干前两字相同",
                 "the first two characters of the core in one division"),
    BlockingRule("last", "region || '|' || right(nullif(core, ''), 2)", "同区划名称主干后两字相同",
                 "the last two characters of the core in one division"),
    BlockingRule("begins", "substr(bare, 1, 4)", "名称前四字相同", "the first four characters of the name"),
    BlockingRule("ends", "region || '|' || right(bare, 3)", "同区划名称后三字相同",
                 "the last three characters of the name in one division"),
    BlockingRule("sponsor_first", "region || '|' || substr(nullif(sponsor_core, ''), 1, 2)",
                 "同区划主办机构前两字相同", "the first two characters of the sponsoring organ in one division"),
    BlockingRule("sponsor_last", "region || '|' || right(nullif(sponsor_core, ''), 2)",
                 "同区划主办机构后两字相同", "the last two characters of the sponsoring organ in one division"),
)  # fmt: skip


def block(backend: Backend, most_in_block: int = MOST_IN_BLOCK) -> None:
    """Make tables ``link_numbered`` (link_records and a number n) and ``link_met`` (left_n < right_n, once a pair).

    An entry without a platform meets those of every platform. Keys that more than *most_in_block* entries
    share are left out.
    """
    backend.sql("SELECT row_number() OVER (ORDER BY asset_id) AS n, * FROM link_records", into="link_numbered")
    backend.sql(_keys(), into="link_keys")
    backend.sql(_shared(most_in_block), into="link_blocks")
    backend.sql(_MET, into="link_met")


def _keys() -> str:
    each = (
        f"SELECT n, {literal(rule.code)} || '|' || category || '|' || platform_met || '|' || {rule.key} AS block "
        "FROM everywhere"
        for rule in RULES
    )
    return f"""
    WITH platforms AS (SELECT DISTINCT platform_key AS platform_met FROM link_numbered WHERE platform_key IS NOT NULL),
    everywhere AS (
      SELECT platform_key AS platform_met, * FROM link_numbered WHERE platform_key IS NOT NULL
      UNION ALL
      SELECT p.platform_met, r.* FROM link_numbered r CROSS JOIN platforms p WHERE r.platform_key IS NULL)
    SELECT n, block FROM ({" UNION ALL ".join(each)}) WHERE block IS NOT NULL"""


def _shared(most: int) -> str:
    return f"""
    WITH sizes AS (SELECT block FROM link_keys GROUP BY block HAVING count(*) BETWEEN 2 AND {most})
    SELECT k.n, k.block FROM link_keys k JOIN sizes s ON s.block = k.block"""


_MET = """
    SELECT DISTINCT l.n AS left_n, r.n AS right_n
    FROM link_blocks l JOIN link_blocks r ON r.block = l.block AND l.n < r.n"""
