"""The phrases around a rule's own sentence, and the words shown for codes, in both languages."""

from dataclasses import dataclass

from jianfu.engine.schema.assets import ASSETS
from jianfu.engine.schema.column import Word
from jianfu.engine.schema.units import UNITS
from jianfu.engine.schema.words import EXEMPTION_REASONS


@dataclass(frozen=True, slots=True)
class Phrases:
    """What is said around the rule's own words in one language."""

    open: str
    close: str
    stop: str
    list_mark: str
    missing: str
    partial: str
    waived: str
    by_kind: str
    members: str
    unknown: str
    yes: str
    no: str
    never: str


PHRASES = {
    "zh": Phrases(
        open="（",
        close="）",
        stop="。",
        list_mark="、",
        missing="未能判定，不作为问题。缺少证据：",
        partial="未能判定，不作为问题。数据来源覆盖不全，没有查到不等于没有：",
        waived="本可命中或未能判定，因有效豁免不予处置，理由：{reason}，有效期至{until}。",
        by_kind="本可命中，按类别豁免，理由：{reason}。",
        members="涉及：",
        unknown="未知",
        yes="是",
        no="否",
        never="从未",
    ),
    "en": Phrases(
        open=" (",
        close="): ",
        stop=".",
        list_mark=", ",
        missing="could not be judged and counts as no problem. Missing evidence: ",
        partial="could not be judged and counts as no problem. "
        "The source does not cover everything, so not found is not none: ",
        waived="would hit or could not be judged; exempt while the exemption runs. Reason: {reason}, until {until}.",
        by_kind="would hit; exempt by kind. Reason: {reason}.",
        members=" Concerned: ",
        unknown="unknown",
        yes="yes",
        no="no",
        never="never",
    ),
}


def shown_words(column: str, lang: str) -> dict[str, str]:
    """Return the words shown for the codes of a column (an assets column, sponsor_level, class_2018, reason_code)."""
    return {word.code: word.en if lang == "en" else word.zh for word in _words(column)}


def _words(column: str) -> tuple[Word, ...]:
    if column == "reason_code":
        return EXEMPTION_REASONS
    if column == "sponsor_level":
        return UNITS.column("level").words
    return ASSETS.column(column).words if column in ASSETS.codes else ()
