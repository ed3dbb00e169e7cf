"""In what two notices alike in text differ, and whether they set the same task.

The texts are cut into facts and plain characters and aligned; each stretch that differs is judged by what it holds. One
difference of task outweighs everything, then one that tells nothing for sure, then one that only passing the task down
the line explains.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Levenshtein

from jianfu.engine.notices import differences_word as words
from jianfu.engine.notices.task_token import Fact, Token, apart, bared, tokens_of


class Verdict(StrEnum):
    """Whether two notices set the same task; PASSED_DOWN: only if one issuer stands below the other."""

    SAME = "same"
    PASSED_DOWN = "passed_down"
    UNKNOWN = "unknown"
    DIFFERENT = "different"


class Lower(StrEnum):
    """Which notice must be the lower unit's for PASSED_DOWN to hold: the one with the earlier or the added date."""

    EITHER = "either"
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Difference:
    """One stretch that differs: what is on the left, what on the right, and the plain text around it."""

    left: tuple[Token, ...]
    right: tuple[Token, ...]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict on a pair, who must be below whom, and the words that decided (empty when nothing differs)."""

    verdict: Verdict
    lower: Lower = Lower.EITHER
    reason: str = ""


CONTEXT = 3
"""Characters looked at on either side of a change for the end of a place name or a word of matter."""
LONG_CLAUSE = 8
"""Plain characters from which an addition is a sentence of its own and no word slipped into one."""
MOST_ADDED = 60
"""Plain characters beyond which an addition may hold another task."""

MOST_EARLIER_DAYS = 15
"""A deadline pulled farther forward than this is another task's."""
CLOCK = 100
"""Added to an hour, so that clock times sort behind days."""

_DECIDING = (Fact.PERIOD, Fact.NUMBER, Fact.DOCUMENT, Fact.LINK)
_DAY = re.compile(r"(?:(\d{1,2})[月./])?(\d{1,2})日?")
_CLOCK = re.compile(r"(上午|下午|晚上|中午|早上|晚|早)?(\d{1,2})[时:](\d\d)?(半)?")
_RANK = {Verdict.SAME: 0, Verdict.PASSED_DOWN: 1, Verdict.UNKNOWN: 2, Verdict.DIFFERENT: 3}


def judge(left: str, right: str) -> Judged:
    """Return whether two notices set the same task, from their texts alone.

    Texts without any task word left after courtesies are gone give UNKNOWN.
    """
    return judge_bared(bared(left), bared(right))


def judge_bared(one: str, other: str) -> Judged:
    """Return the same for texts already bared of courtesies (``task_token.bared``)."""
    left, right = apart(one, other)
    return judge_tokens(tokens_of(left), tokens_of(right))


def judge_tokens(one: Sequence[Token], other: Sequence[Token]) -> Judged:
    """Return the same for notices already cut into tokens."""
    if not one or not other:
        return Judged(Verdict.UNKNOWN, reason="no task")
    verdicts = [judge_difference(difference) for difference in differences(one, other)]
    if not verdicts:
        return Judged(Verdict.SAME)
    worst = max(verdicts, key=lambda judged: _RANK[judged.verdict])
    return _in_line(verdicts) if worst.verdict is Verdict.PASSED_DOWN else worst


def differences(left: Sequence[Token], right: Sequence[Token]) -> Iterator[Difference]:
    """Yield the stretches in which two token rows differ, in order."""
    for low, high, other_low, other_high in _edits(left, right):
        before, after = left[max(low - CONTEXT, 0) : low], left[high : high + CONTEXT]
        yield Difference(tuple(left[low:high]), tuple(right[other_low:other_high]), _text(before), _text(after))


def _edits(left: Sequence[Token], right: Sequence[Token]) -> list[tuple[int, int, int, int]]:
    """Return where the rows differ as (from, to) of the left and of the right; neighbouring edits are one."""
    numbers: dict[Token, int] = {}
    rows = [[numbers.setdefault(token, len(numbers)) for token in side] for side in (left, right)]
    found: list[tuple[int, int, int, int]] = []
    for edit in Levenshtein.opcodes(*rows):
        low, high, other_low, other_high = edit.src_start, edit.src_end, edit.dest_start, edit.dest_end
        if edit.tag == "equal":
            continue
        if found and found[-1][1] == low and found[-1][3] == other_low:
            found[-1] = (found[-1][0], high, found[-1][2], other_high)
        else:
            found.append((low, high, other_low, other_high))
    return found


def judge_difference(difference: Difference) -> Judged:
    """Return what one stretch that differs means for the task."""
    found = [_of_fact(difference, fact) for fact in _DECIDING]
    found += [_of_dates(difference), _of_addressees(difference), _of_text(difference)]
    return max(found, key=lambda judged: _RANK[judged.verdict])


def _of_fact(difference: Difference, fact: Fact) -> Judged:
    left, right = _values(difference.left, fact), _values(difference.right, fact)
    if left == right:
        return Judged(Verdict.SAME)
    reason = f"{fact}: {'/'.join(left)} - {'/'.join(right)}"
    if left and right:
        return Judged(Verdict.DIFFERENT, reason=reason)
    # A forwarder cites the letter he forwards; any other fact on one side only may narrow the task.
    return Judged(Verdict.SAME if fact is Fact.DOCUMENT else Verdict.UNKNOWN, reason=reason)


def _of_dates(difference: Difference) -> Judged:
    left, right = _values(difference.left, Fact.DATE), _values(difference.right, Fact.DATE)
    if left == right:
        return Judged(Verdict.SAME)
    reason = f"date: {'/'.join(left)} - {'/'.join(right)}"
    if not left or not right:
        return Judged(Verdict.PASSED_DOWN, Lower.LEFT if left else Lower.RIGHT, reason)
    times = [[_time(value) for value in side] for side in (left, right)]
    if len(left) != len(right):
        return Judged(Verdict.UNKNOWN, reason=reason)
    if None in times[0] + times[1] or times[0] == times[1]:
        return Judged(Verdict.DIFFERENT, reason=reason)
    if _days_apart(times[0], times[1]) > MOST_EARLIER_DAYS:
        return Judged(Verdict.DIFFERENT, reason=reason)
    return Judged(Verdict.PASSED_DOWN, Lower.LEFT if _order(times[0]) < _order(times[1]) else Lower.RIGHT, reason)


def _days_apart(left: Sequence[tuple[int, int] | None], right: Sequence[tuple[int, int] | None]) -> int:
    """Return about how many days lie between two rows of dates; clock times count as the same day."""
    days = [[31 * month + day for month, day in filter(None, side) if month < CLOCK] for side in (left, right)]
    return max((abs(one - other) for one, other in zip(*days, strict=False)), default=0)


def _order(times: Sequence[tuple[int, int] | None]) -> list[tuple[int, int]]:
    return [time for time in times if time is not None]


def _time(value: str) -> tuple[int, int] | None:
    """Return a day or a clock time as numbers that sort by time, or None for a word that does not tell."""
    if day := _DAY.fullmatch(value):
        return (int(day[1] or 0), int(day[2]))
    if value == "下班":
        return (CLOCK + 18, 0)
    if clock := _CLOCK.fullmatch(value):
        hour = int(clock[2]) + (12 if clock[1] in ("下午", "晚上", "晚") and int(clock[2]) < 12 else 0)
        return (CLOCK + hour, 30 if clock[4] else int(clock[3] or 0))
    return None


def _of_addressees(difference: Difference) -> Judged:
    left, right = _values(difference.left, Fact.ADDRESSEE), _values(difference.right, Fact.ADDRESSEE)
    if not left or not right or left == right:
        return Judged(Verdict.SAME)
    return Judged(Verdict.PASSED_DOWN, Lower.EITHER, f"addressee: {'/'.join(left)} - {'/'.join(right)}")


def _of_text(difference: Difference) -> Judged:
    left, right = _text(difference.left), _text(difference.right)
    if left == right:
        return Judged(Verdict.SAME)
    reason = f"text: {left} - {right}"
    if left and right:
        named = _names_place(left, right, difference.after) or _matters(difference, left) != _matters(difference, right)
        return Judged(Verdict.DIFFERENT if named else Verdict.UNKNOWN, reason=reason)
    return Judged(_of_addition(difference, left or right), reason=reason)


def _of_addition(difference: Difference, added: str) -> Verdict:
    """Judge what stands on one side only: a sentence more is the forwarder's, a word more may narrow the task.

    Words around a date of his own go with that date, which is judged by itself.
    """
    dated = any(token.fact is Fact.DATE for token in (*difference.left, *difference.right))
    return Verdict.SAME if dated or LONG_CLAUSE <= len(added) <= MOST_ADDED else Verdict.UNKNOWN


def _names_place(left: str, right: str, after: str) -> bool:
    """Tell whether the change is within the name of a place or an organ."""
    ends = [side[-1] in words.PLACE_ENDINGS for side in (left, right)]
    return all(ends) or any(character in words.PLACE_ENDINGS for character in after[:CONTEXT])


def _matters(difference: Difference, changed: str) -> frozenset[str]:
    whole = difference.before[-2:] + changed + difference.after[:2]
    return frozenset(word for word in words.MATTERS if word in whole)


def _in_line(verdicts: list[Judged]) -> Judged:
    """Return PASSED_DOWN if all differences agree on who is below, else UNKNOWN."""
    lower = {judged.lower for judged in verdicts if judged.verdict is Verdict.PASSED_DOWN} - {Lower.EITHER}
    reason = "; ".join(judged.reason for judged in verdicts if judged.reason)
    if len(lower) > 1:
        return Judged(Verdict.UNKNOWN, reason=reason)
    return Judged(Verdict.PASSED_DOWN, next(iter(lower), Lower.EITHER), reason)


def _values(side: Sequence[Token], fact: Fact) -> list[str]:
    return [token.value for token in side if token.fact is fact]


def _text(side: Sequence[Token]) -> str:
    return "".join(token.value for token in side if token.fact is Fact.TEXT)
