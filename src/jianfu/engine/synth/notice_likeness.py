"""Made-up notices with planted likeness: what was forwarded, what was reworded, and what only shares a template.

The truth is what the making did, not what any measure of likeness says of it.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import pyarrow as pa

from jianfu.engine.synth import notice_phrase as phrase
from jianfu.engine.synth.draw import Draw

SAME, TEMPLATE = "same_task", "same_template"
SHORTEST, LONGEST = 30, 3000
MEDIAN, SPREAD = 140, 0.82
"""Characters aimed at, log-normal; the sentence that passes the aim is finished, so the median comes out near 120."""

COPY_WEIGHTS = (62.0, 18.0, 9.0, 5.0, 3.0, 2.0, 1.0)
"""How often a task has no, one, two … further copies."""
VIRAL_ONE_IN, VIRAL_COPIES = 20_000, (20, 60)
TEMPLATE_SHARE, TEMPLATE_MOST = 0.12, 4
"""How many tasks have siblings of one template, and how many siblings at the most."""

_SLOT = re.compile(r"\{(\w+)\}")
_FIXED = {
    "who": phrase.WHO,
    "how": phrase.HOWS,
    "place": phrase.PLACES,
    "verb": phrase.VERBS,
    "thing": phrase.THINGS,
    "aim": phrase.AIMS,
    "organ": phrase.ORGANS,
    "other": phrase.MATTERS,
    "addressee": phrase.ADDRESSEES,
}
TEXT_SCHEMA = pa.schema([("notice_id", pa.string()), ("text", pa.string())])
TRUTH_SCHEMA = pa.schema([("left_id", pa.string()), ("right_id", pa.string()), ("relation", pa.string())])


@dataclass(frozen=True, slots=True)
class Planted:
    """Notices (notice_id, text) in a shuffled order, and the pairs planted among them (left_id, right_id, relation).

    ``relation`` is ``same_task`` for copies and rewordings of one notice, ``same_template`` where date, number, place,
    addressee or matter was changed so that it is another task.
    """

    notices: pa.Table
    truth: pa.Table


class Chance:
    """Seeded single draws, taken from a column of them."""

    def __init__(self, seed: int) -> None:
        self._draw = Draw(seed=seed, province="0", stage="notice likeness").random
        self._column: list[float] = []

    def random(self) -> float:
        """Return a number from 0 to below 1."""
        if not self._column:
            self._column = self._draw.random(100_000).tolist()
        return self._column.pop()

    def randrange(self, size: int) -> int:
        """Return a whole number below *size*."""
        return int(self.random() * size)

    def randint(self, low: int, high: int) -> int:
        """Return a whole number from *low* to *high*, both included."""
        return low + self.randrange(high - low + 1)

    def choice(self, words: Sequence[str]) -> str:
        """Return one of the words."""
        return words[self.randrange(len(words))]

    def weighted(self, weights: Sequence[float]) -> int:
        """Return a place of *weights*, each as often as its share of the sum."""
        rest = self.random() * sum(weights)
        for place, weight in enumerate(weights):
            rest -= weight
            if rest < 0:
                return place
        return len(weights) - 1

    def lognormal(self, median: float, spread: float) -> float:
        """Return a positive number, log-normal around the median."""
        return float(self._draw.lognormal(math.log(median), spread))

    def sample(self, count: int, size: int) -> list[int]:
        """Return *count* different places below *size* (all where there are no more)."""
        places: dict[int, None] = {}
        while len(places) < min(count, size):
            places[self.randrange(size)] = None
        return list(places)

    def shuffled(self, rows: Iterable[int]) -> list[int]:
        """Return the rows in another order."""
        return [int(row) for row in self._draw.permutation(list(rows))]


@dataclass(slots=True)
class _Sheaf:
    """Texts in the order made, each with its task; tasks of one template stand in one family."""

    texts: list[str] = field(default_factory=list)
    families: list[list[tuple[int, int]]] = field(default_factory=list)


def planted(count: int, *, seed: int) -> Planted:
    """Return *count* made-up notices of 30 to 3 000 characters (median some 120); same seed, same notices."""
    random, sheaf = Chance(seed), _Sheaf()
    while len(sheaf.texts) < count:
        _family(sheaf, random, count)
    ids = [f"TZ{number:08d}" for number in random.shuffled(range(1, count + 1))]
    order = sorted(range(count), key=ids.__getitem__)
    notices = pa.table([[ids[at] for at in order], [sheaf.texts[at] for at in order]], schema=TEXT_SCHEMA)
    return Planted(notices, _truth(sheaf, ids))


def _family(sheaf: _Sheaf, random: Chance, count: int) -> None:
    matter = random.choice(phrase.MATTERS)
    plan = _plan(random)
    tasks = [_filled(plan, random, matter)]
    if random.random() < TEMPLATE_SHARE:
        tasks += [_sibling(tasks[0], random, matter) for _ in range(random.randint(1, TEMPLATE_MOST))]
    members: list[tuple[int, int]] = []
    for number, task in enumerate(tasks):
        for text in [task, *(_copied(task, random) for _ in range(_copies(random, number)))]:
            if len(sheaf.texts) < count:
                members.append((len(sheaf.texts), number))
                sheaf.texts.append(text)
    sheaf.families.append(members)


def _copies(random: Chance, number: int) -> int:
    if number:
        return int(random.random() < 0.1)
    if random.randrange(VIRAL_ONE_IN) == 0:
        return random.randint(*VIRAL_COPIES)
    return random.weighted(COPY_WEIGHTS)


def _plan(random: Chance) -> str:
    """Return a text with its slots still open, long enough for the length drawn."""
    aim = min(max(random.lognormal(MEDIAN, SPREAD), SHORTEST), LONGEST - 200)
    parts = [random.choice(phrase.BASES), random.choice(phrase.ASKS)]
    if aim > 2 * MEDIAN:
        parts.insert(0, "关于{matter}的通知\n")
    while sum(map(len, parts)) < aim:
        parts.append(random.choice(phrase.CLAUSES))
    return "".join(parts)


def _filled(plan: str, random: Chance, matter: str) -> str:
    def word(match: re.Match[str]) -> str:
        name = match[1]
        if name == "matter":
            return matter
        if name == "date":
            return f"{random.randint(1, 12)}月{random.randint(1, 28)}日" + random.choice(
                ("", "", "下班", "17:00", "上午")
            )
        return str(random.randint(1, 60)) if name == "n" else random.choice(_FIXED[name])

    text = _SLOT.sub(word, plan)
    return text if len(text) >= SHORTEST else text + _filled(random.choice(phrase.CLAUSES), random, matter)


def _copied(task: str, random: Chance) -> str:
    """Return the text as another clerk sends it on: as it is, with a word before or behind, or lightly reworded."""
    way = random.random()
    if way < 0.3:
        return task
    text = task
    if way < 0.75:
        for place in random.sample(1 + len(task) // 60, len(phrase.REWORDINGS)):
            text = text.replace(*phrase.REWORDINGS[place], 1)
    if random.random() < 0.5:
        text = random.choice(phrase.PREFIXES) + text
    return text + random.choice(phrase.SUFFIXES) if random.random() < 0.5 else text


def _sibling(task: str, random: Chance, matter: str) -> str:
    """Return another task of the same template: its date is another, and often its number, addressee or matter too."""
    text = re.sub(r"\d+月\d+日", lambda _: f"{random.randint(1, 12)}月{random.randint(1, 28)}日", task)
    if random.random() < 0.4:
        text = text.replace(matter, random.choice(phrase.MATTERS)) if matter in text else text
    if random.random() < 0.4:
        text = re.sub(r"(?<![\d月])\d+(?=[次份项处人号])", lambda _: str(random.randint(61, 99)), text)
    if text == task or random.random() < 0.3:
        text = re.sub("|".join(map(re.escape, phrase.ADDRESSEES)), lambda _: random.choice(phrase.ADDRESSEES), text)
    return text if text != task else text.replace("月", f"月{random.randint(1, 9)}", 1)


def _truth(sheaf: _Sheaf, ids: list[str]) -> pa.Table:
    rows: list[tuple[str, str, str]] = []
    for members in sheaf.families:
        for (one, task), (other, another) in combinations(members, 2):
            left, right = sorted((ids[one], ids[other]))
            rows.append((left, right, SAME if task == another else TEMPLATE))
    rows.sort()
    columns = [list(column) for column in zip(*rows, strict=True)] if rows else [[], [], []]
    return pa.table(columns, schema=TRUTH_SCHEMA)
