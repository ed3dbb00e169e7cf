"""Names of accounts, taken apart into what can be compared: place, organ, ending and the core."""

from dataclasses import dataclass

import pyarrow as pa

from jianfu.engine.names.fold import fold_bare
from jianfu.engine.names.organ import organ
from jianfu.engine.names.placed import placed
from jianfu.engine.names.reading import reading
from jianfu.engine.names.tail import without_tail

PARTS = ("folded", "place", "organ", "tail", "core", "reading")
ACCOUNT_NAMES = pa.schema([(name, pa.string()) for name in ("asset_id", *PARTS)])


@dataclass(frozen=True, slots=True)
class AccountName:
    """A name of an account taken apart; a part that the name has not is empty text.

    *folded*: simplified, half width, lower case, without spaces and brackets (what stands in them is kept).
    *place*: the short text of the place found. *organ*: the organ in short (市场监管, 卫健).
    *tail*: the account ending (发布, 服务号); ``tail.telling()`` lists those that tell two accounts of a unit apart.
    *core*: what is left without place and tail, organs in short, parts in one order.
    *reading*: the toneless pinyin of the core, syllables parted by spaces.
    """

    folded: str
    place: str
    organ: str
    tail: str
    core: str
    reading: str


def account_name(name: str, region_code: str = "") -> AccountName:
    """Return the name taken apart; *region_code* (empty: not known) says where it comes from."""
    folded = fold_bare(name)
    bare, tail = without_tail(folded)
    found = placed(bare, region_code)
    named = organ(found.rest)
    return AccountName(folded, found.place, named.organ, tail, named.core, reading(named.core))


def account_names(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return the parts (``ACCOUNT_NAMES``) of each name in a batch of asset_id, name and region_code.

    A null name gives empty parts; a null region is not known.
    """
    parts: dict[str, list[str]] = {part: [] for part in PARTS}
    names, regions = batch.column("name").to_pylist(), batch.column("region_code").to_pylist()
    for name, region in zip(names, regions, strict=True):
        taken = account_name(name or "", region or "")
        for part in PARTS:
            parts[part].append(getattr(taken, part))
    columns = [batch.column("asset_id").cast(pa.string()), *(pa.array(parts[part], pa.string()) for part in PARTS)]
    return pa.RecordBatch.from_arrays(columns, schema=ACCOUNT_NAMES)
