"""What follows from a judged register: entries that are one, work set twice, fewer groups, and a plan with its proof.

Each room reads and makes tables in the backend; nothing here changes the register.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from jianfu.engine.backends.backend import Backend
from jianfu.engine.consolidation.parameters import PlanParameters, remedies_of
from jianfu.engine.consolidation.plan import PlanOutcome, consolidate
from jianfu.engine.detection.rule import Rule
from jianfu.engine.linkage.link import LinkOutcome, link
from jianfu.engine.linkage.model import Model
from jianfu.engine.linkage.parameters import LinkParameters
from jianfu.engine.notices.likeness import LikenessOutcome, LikenessParameters, compare
from jianfu.engine.schema.outputs import OUTPUTS
from jianfu.engine.workgroups.consolidate import GroupOutcome
from jianfu.engine.workgroups.consolidate import consolidate as merge
from jianfu.engine.workgroups.parameters import GroupParameters

Progress = Callable[[str, float], None]
"""Told the stage's name and the share of it done, 0 to 1."""

Stage = Callable[[str], AbstractContextManager[None]]
"""Opens one stage, so that its time and memory can be measured."""

OPENING_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Settings:
    """What each room is asked; ``model`` null: the model that is shipped."""

    link: LinkParameters = field(default_factory=LinkParameters)
    notices: LikenessParameters = field(default_factory=LikenessParameters)
    groups: GroupParameters = field(default_factory=GroupParameters)
    plan: PlanParameters = field(default_factory=PlanParameters)
    model: Model | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a proposal is asked: the day judged, the baseline day (if any), the rules, settings and language."""

    as_of: date
    baseline: date | None
    rules: tuple[Rule, ...]
    settings: Settings
    lang: str = "zh"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What each room came to, and the rows of every table written."""

    link: LinkOutcome
    notices: LikenessOutcome
    groups: GroupOutcome
    plan: PlanOutcome
    rows: dict[str, int]


def _unmeasured(_: str) -> AbstractContextManager[None]:
    return nullcontext()


def propose(*, backend: Backend, out: Path, asked: Asked, progress: Progress, stage: Stage = _unmeasured) -> Proposal:
    """Carry a judged session through every room and write its tables (schema/outputs.py) as Parquet into *out*."""
    chosen, as_of, lang = asked.settings, asked.as_of, asked.lang
    with stage("link"):
        linked = link(backend, as_of=as_of, parameters=chosen.link, model=chosen.model, progress=progress)
    with stage("notices"):
        alike = compare(backend, parameters=chosen.notices, progress=progress)
        backend.sql(_REPEATED, into="repeated_notices")
    with stage("workgroups"):
        groups = merge(
            backend, as_of=as_of, parameters=chosen.groups, lang=lang, progress=progress, tasks="notice_groups"
        )
    with stage("plan"):
        remedies = remedies_of(asked.rules) | dict(chosen.plan.remedies)
        planned = consolidate(
            backend,
            as_of=as_of,
            baseline=asked.baseline,
            parameters=replace(chosen.plan, remedies=remedies),
            lang=lang,
            progress=progress,
        )
        rows = write(backend, out)
    return Proposal(linked, alike, groups, planned, rows)


def write(backend: Backend, out: Path) -> dict[str, int]:
    """Write every table of ``OUTPUTS`` with its own columns in its stated order; return their rows."""
    rows = {}
    for output in OUTPUTS:
        backend.sql(f"SELECT {', '.join(output.codes)} FROM {output.code}", into=f"{output.code}_out")
        rows[output.code] = backend.write(f"{output.code}_out", out / f"{output.code}.parquet", output.order_by)
    return rows


_REPEATED = f"""
    SELECT g.group_id, g.notice_id, n.unit_id, u.name AS unit_name, n.asset_id, e.name AS group_name, n.sent_at,
      n.due_at, left(n.text, {OPENING_CHARACTERS}) AS opening
    FROM notice_groups g JOIN notices n ON n.notice_id = g.notice_id
    LEFT JOIN unit_facts u ON u.unit_id = n.unit_id LEFT JOIN entries e ON e.asset_id = n.asset_id"""
