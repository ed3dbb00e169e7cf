"""Makes the province: province after province, table after table, and the truth beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from jianfu.engine.synth import (
    account,
    account_truth,
    app,
    app_truth,
    audience,
    catalogue,
    exemption,
    fault,
    group,
    group_sheet,
    group_truth,
    notice,
    observation,
    pair,
    units,
)
from jianfu.engine.synth.account import Accounts
from jianfu.engine.synth.activity import INTERFACE, SOURCES
from jianfu.engine.synth.catalogue import Catalogue
from jianfu.engine.synth.cell import Amounts, Days, Numbers, Texts, taken
from jianfu.engine.synth.draw import Draw
from jianfu.engine.synth.entry import Entry
from jianfu.engine.synth.exemption import Exemptions
from jianfu.engine.synth.group_truth import Case
from jianfu.engine.synth.request import Request, Share
from jianfu.engine.synth.sheet import Sheet
from jianfu.engine.synth.truth import Verdicts, in_force
from jianfu.engine.synth.truth_file import TruthFile
from jianfu.engine.synth.units import Units
from jianfu.engine.synth.write import Sink

SUBMISSION, TRUTH = "submission", "truth"
Progress = Callable[[str, float], None]
"""Told what is being made and the share of it done, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One province while it is made: its draws, and where its rows go."""

    request: Request
    share: Share
    into: Sink
    truth: TruthFile

    @property
    def code(self) -> str:
        """Return the province's code."""
        return self.share.province.code

    def draw(self, stage: str) -> Draw:
        """Return the draws of one stage."""
        return Draw(seed=self.request.seed, province=self.code, stage=stage)

    def add(self, sheet: Sheet, *, spelled: str = "") -> None:
        """Write rows; with the name of a stage for *spelled*, in mixed spellings where the request is messy."""
        self.into.add(sheet, self.draw(spelled) if spelled and self.request.messy else None)


def make(*, request: Request, into: Sink, truth: Path, progress: Progress) -> dict[str, int]:
    """Make the province (or the nation): its tables go *into* a sink, the truth to a folder; return rows by table.

    Same request, same bytes. Raises UnableToMakeProvince for a region or size that cannot be made.
    """
    shares = request.shares
    counted = Counted(into)
    told = TruthFile(truth, request=request, with_csv=len(shares) == 1)
    given = Catalogue()
    counted.add(_sources(request))
    for number, share in enumerate(shares):
        progress(share.province.short, number / len(shares))
        _province(Stage(request, share, counted, told), given)
    counted.close()
    told.close()
    progress("", 1.0)
    return counted.rows


class Counted:
    """A sink that counts the rows of every table."""

    def __init__(self, into: Sink) -> None:
        self.into = into
        self.rows: dict[str, int] = {}

    def add(self, sheet: Sheet, draw: Draw | None = None) -> None:
        """Write and count the rows."""
        self.into.add(sheet, draw)
        self.rows[sheet.table] = self.rows.get(sheet.table, 0) + sheet.rows

    def close(self) -> None:
        """Finish every file."""
        self.into.close()


def _province(stage: Stage, given: Catalogue) -> None:
    made = units.units(share=stage.share, draw=stage.draw("units"))
    stage.add(units.sheet(made))
    _accounts(stage, made)
    _apps(stage, made, given)
    _groups(stage, made)
    if stage.request.messy:
        share = stage.share
        entries = share.accounts + share.apps + share.groups
        wrong = fault.faults(
            units=made, entries=entries, today=stage.request.today, draw=stage.draw("faults"), province=stage.code
        )
        for sheet in wrong.sheets:
            stage.add(sheet)
        stage.truth.rejected(wrong.listed)


def _accounts(stage: Stage, made: Units) -> None:
    request = stage.request
    some = account.accounts(
        units=made, count=stage.share.accounts, today=request.today, draw=stage.draw("accounts"), province=stage.code
    )
    stage.add(
        Sheet("assets", account.cells(some, made, stage.draw("account cells"), messy=request.messy)),
        spelled="account spelling",
    )
    for sheet in observation.measure_sheets(some.entry.ids, some.entry.seen, some.looks):
        stage.add(sheet)
    stage.add(_national(some))
    stage.add(_history(some.entry, some.followers, some.no_figures, "followers", stage.draw("followers")))
    granted = exemption.of_accounts(some, stage.draw("account exemptions"))
    _told(stage, some.entry, granted, account_truth.told(some, granted))
    pairs = pair.of_accounts(some)
    stage.truth.pairs(pairs.table())
    stage.add(pair.judgements(pairs, request.today, stage.draw("account judgements")))


def _apps(stage: Stage, made: Units, given: Catalogue) -> None:
    request = stage.request
    some = app.apps(
        units=made,
        count=stage.share.apps,
        today=request.today,
        draw=stage.draw("apps"),
        province=stage.code,
        using=given,
    )
    stage.add(
        Sheet("assets", app.cells(some, made, stage.draw("app cells"), messy=request.messy)), spelled="app spelling"
    )
    regions = made.regions.take(pa.array(some.entry.sponsors))
    stage.add(catalogue.sheet(some.offers, some.entry.ids, regions, stage.draw("functions")))
    for sheet in observation.measure_sheets(some.entry.ids, some.entry.seen, some.looks):
        stage.add(sheet)
    granted = exemption.of_apps(some, stage.draw("app exemptions"))
    told = app_truth.told(some, granted, made, as_of=request.as_of, packs=request.packs)
    _told(stage, some.entry, granted, told)


def _groups(stage: Stage, made: Units) -> None:
    request = stage.request
    some = group.groups(
        units=made, count=stage.share.groups, today=request.today, draw=stage.draw("groups"), province=stage.code
    )
    stage.add(
        Sheet("assets", group_sheet.cells(some, made, stage.draw("group cells"), messy=request.messy)),
        spelled="group spelling",
    )
    addressed = audience.audience(some, made, stage.draw("audiences"))
    stage.add(audience.sheet(addressed, some, made, stage.draw("posts")))
    for sheet in observation.measure_sheets(some.entry.ids, some.entry.seen, some.looks):
        stage.add(sheet)
    stage.add(_history(some.entry, some.members, np.zeros(len(some), bool), "members", stage.draw("members")))
    sent = notice.notices(some, per_group=request.notices_per_group, today=request.today, draw=stage.draw("notices"))
    stage.add(notice.sheet(sent, some, made, stage.draw("notice texts"), stage.code))
    granted = exemption.of_groups(some, stage.draw("group exemptions"))
    case = Case(some, addressed, sent, granted, made, request.today)
    _told(stage, some.entry, granted, group_truth.told(case))
    pairs = pair.of_groups(some)
    stage.truth.pairs(pairs.table())
    stage.add(pair.judgements(pairs, request.today, stage.draw("group judgements")))


def _told(stage: Stage, entry: Entry, granted: Exemptions, told: list[Verdicts]) -> None:
    stage.add(exemption.sheet(granted, entry.ids, stage.request.today, stage.draw(f"terms {granted.size}")))
    stage.truth.verdicts(entry.ids, in_force(told, stage.request.as_of))


def _sources(request: Request) -> Sheet:
    n = len(SOURCES)
    coverage = np.array([np.nan if share is None else share for _, share in SOURCES])
    return Sheet(
        "sources",
        {
            "source": Texts(taken([name for name, _ in SOURCES], np.arange(n))),
            "coverage": Amounts(coverage),
            "as_of": Days(np.full(n, request.today)),
        },
    )


def _national(some: Accounts) -> Sheet:
    """Return what the national system's export says of the accounts."""
    rows, values, source = account.national_rows(some)
    ids = some.entry.ids.take(pa.array(rows))
    return observation.measure_sheet(ids, "in_national_system", values, source, some.entry.seen.looked[rows])


def _history(entry: Entry, figures: Numbers, empty: Numbers, code: str, draw: Draw) -> Sheet:
    """Return an earlier observation of a figure the entry itself gives; the later one stands."""
    rows = np.flatnonzero(~empty)
    figures = figures[rows]
    earlier = np.where(figures > 0, np.maximum(figures - figures * draw.places(len(rows), 20) // 100, 1), 0)
    days = np.maximum(entry.seen.looked[rows] - draw.between(60, 120, len(rows)), entry.seen.opened[rows])
    values = pa.array(earlier).cast(pa.string())
    return observation.measure_sheet(entry.ids.take(pa.array(rows)), code, values, np.full(len(rows), INTERFACE), days)
