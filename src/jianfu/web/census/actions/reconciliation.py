"""Reconcile a campaign: take a source in, lay the three over each other, decide, and ask units what they omitted."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.db import transaction

from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.census.reconcile import SOURCED, reconcile
from jianfu.engine.schema.inputs import BY_CODE
from jianfu.web.base.actions import audit
from jianfu.web.base.actions.audit import Deed
from jianfu.web.base.actor import Actor
from jianfu.web.base.jobs import Progress, kind
from jianfu.web.base.models import User
from jianfu.web.base.permissions import Permission
from jianfu.web.base.prefix import under
from jianfu.web.base.unable import Unable
from jianfu.web.census.actions import importing_files as files
from jianfu.web.census.actions import settling
from jianfu.web.census.actions.declaration import propose_rows
from jianfu.web.census.actions.importing_finish import plain_of
from jianfu.web.census.actions.unable import require
from jianfu.web.census.models import (
    Campaign,
    Declaration,
    DeclarationRow,
    ImportBatch,
    Match,
    MatchDecision,
    Question,
    SourceRow,
)  # fmt: skip
from jianfu.web.census.queries.columns import CODES
from jianfu.web.registry.models import Asset
from jianfu.web.units import queries as grants
from jianfu.web.units.models import Unit

_DATES, _NUMBERS = ("opened_on", "closed_on"), ("followers",)
_SHOWN = ("name", "platform", "platform_id", "url", "filing_no", "category", "state", "unit_id", "sponsor_unit")


class UnableToReconcile(Unable):
    """The source, the decision or the answer cannot be taken."""


@transaction.atomic
def take_source(
    *, batch: ImportBatch, campaign: Campaign, source: str, by: Actor, at: datetime, request_id: str = ""
) -> int:
    """Take the good entries of an import as a source of the campaign, in place of what the source said before.

    Raises UnableToReconcile where the import holds no entries, UnableToPermit for whoever may not coordinate.
    """
    require(by, Permission.CENSUS_COORDINATE, campaign.scope)
    path = files.read_folder(batch) / "accepted" / "assets.parquet"
    if source not in SourceRow.Source.values or not path.exists():
        raise UnableToReconcile(
            zh="这次导入没有核对过的应用程序行，不能作为比对来源。请先完成栏目对应和核对。",
            en="This import has no checked entries to reconcile. Settle its columns and check its rows first.",
        )
    units = dict(Unit.objects.filter(under("path", campaign.scope.path)).values_list("unit_id", "pk"))
    rows = {_key(row): row for row in pq.read_table(path).to_pylist()}
    SourceRow.objects.filter(campaign=campaign, source=source).delete()
    SourceRow.objects.bulk_create(
        [
            SourceRow(campaign=campaign, source=source, row_key=key, unit_id=units.get(row["sponsor_unit_id"]),
                      values=_values(row))
            for key, row in rows.items()
        ],
        batch_size=500,
    )  # fmt: skip
    deed = Deed("census.source", "campaign", str(campaign.pk), after={"source": source, "rows": len(rows)},
                unit=campaign.scope.unit_id)  # fmt: skip
    audit.write(by=by, at=at, deeds=[deed], request_id=request_id)
    return len(rows)


def _key(row: Mapping[str, Any]) -> str:
    """Return what a row is known by when the source is sent again."""
    return str(row["asset_id"] or f"{row['name']}|{row['platform']}")[:120]


def _values(row: Mapping[str, Any]) -> dict[str, Any]:
    said = {code: plain_of(row, code) for code in BY_CODE["assets"].codes if code in row}
    return {code: value for code, value in said.items() if value is not None}


@kind(resumable=True)
def run_job(progress: Progress, *, campaign: int, at: str) -> dict[str, Any]:
    """Reconcile a campaign as a job."""
    by = grants.actor_of(User.objects.get(jobs=progress.job.pk), as_of=datetime.fromisoformat(at).date())
    progress.stage("比对")
    return run(campaign=Campaign.objects.get(pk=campaign), by=by, at=datetime.fromisoformat(at))


@transaction.atomic
def run(*, campaign: Campaign, by: Actor, at: datetime, request_id: str = "", suggest: bool = True) -> dict[str, int]:
    """Lay the sources over each other, keeping the result in place of the last; decisions hold. Return the counts."""
    require(by, Permission.CENSUS_COORDINATE, campaign.scope)
    sourced = {row["record_id"]: row for row in _sourced(campaign)}
    with TemporaryDirectory(prefix="jianfu-") as folder:
        things, suggested = _reconciled(Path(folder), sourced, campaign, suggest)
    Match.objects.filter(campaign=campaign).delete()
    made = [*_matches(campaign, things, sourced), *_suggestions(campaign, suggested, sourced)]
    Match.objects.bulk_create(made, batch_size=500)
    counts: dict[str, int] = {}
    for match in made:
        counts[match.kind] = counts.get(match.kind, 0) + 1
    deed = Deed("census.reconcile", "campaign", str(campaign.pk), after=counts, unit=campaign.scope.unit_id)
    audit.write(by=by, at=at, deeds=[deed], request_id=request_id)
    return counts


def _sourced(campaign: Campaign) -> Iterable[dict[str, Any]]:
    inside = under("sponsor__path", campaign.scope.path)
    assets = Asset.objects.filter(inside, category__in=campaign.categories).select_related("sponsor")
    for asset in assets.iterator(2_000):
        said = {code: getattr(asset, code, None) or None for code in SOURCED}
        unit = asset.sponsor
        yield _record("register", asset.asset_id, {**said, "unit_id": unit.unit_id, "sponsor_unit": unit.name,
                      "region_code": asset.region_code or unit.region_code or None})  # fmt: skip
    new = DeclarationRow.objects.filter(
        declaration__campaign=campaign, declaration__applied_at=None, kind=DeclarationRow.Kind.NEW
    ).select_related("declaration__unit")
    for row in new:
        unit = row.declaration.unit
        yield _record("register", f"declared-{row.pk}", {**row.values, "unit_id": unit.unit_id,
                      "sponsor_unit": unit.name, "region_code": unit.region_code or None})  # fmt: skip
    for other in SourceRow.objects.filter(campaign=campaign).select_related("unit"):
        yield _record(
            other.source, other.row_key, {**other.values, "unit_id": other.unit.unit_id if other.unit else None}
        )


def _record(source: str, key: str, said: Mapping[str, Any]) -> dict[str, Any]:
    row = {code: None if said.get(code) == "none" else said.get(code) for code in SOURCED}
    for code in _DATES:
        value = row[code]
        row[code] = date.fromisoformat(value) if isinstance(value, str) else value
    return row | {"record_id": f"{source}|{key}", "source": source, "row_key": key}


def _schema() -> pa.Schema:
    kinds = {**dict.fromkeys(_DATES, pa.date32()), **dict.fromkeys(_NUMBERS, pa.int64())}
    return pa.schema([(name, kinds.get(name, pa.string())) for name in SOURCED])


def _reconciled(
    folder: Path, sourced: Mapping[str, dict[str, Any]], campaign: Campaign, suggest: bool
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    pq.write_table(pa.Table.from_pylist(list(sourced.values()), _schema()), folder / "sourced.parquet")
    names = ("left_id", "right_id", "verdict")
    decided = [
        dict(zip(names, (*each.key[2:].split("||"), each.verdict), strict=True))
        for each in MatchDecision.objects.filter(campaign=campaign, key__startswith="s:")
    ]
    schema = pa.schema([(name, pa.string()) for name in names])
    pq.write_table(pa.Table.from_pylist(decided, schema), folder / "decided.parquet")
    backend = DuckDB(folder / "work", memory_limit="512MB", in_memory=True)
    try:
        for name in ("sourced", "decided"):
            backend.read(folder / f"{name}.parquet", name)
        reconcile(backend, suggest=suggest)
        things = backend.sql(
            "SELECT r.*, list(t.record_id ORDER BY t.record_id) AS records FROM reconciled r "
            "JOIN things t ON t.thing = r.thing GROUP BY ALL ORDER BY r.thing"
        )
        return things.to_pylist(), backend.sql("SELECT * FROM suggested ORDER BY score DESC, left_id").to_pylist()
    finally:
        backend.close()


def _matches(
    campaign: Campaign, things: Sequence[Mapping[str, Any]], sourced: Mapping[str, dict[str, Any]]
) -> list[Match]:
    units, assets = _known(campaign)
    made = []
    for thing in things:
        records = [sourced[each] for each in thing["records"]]
        if all(each["source"] == "register" and each["state"] == "closed" for each in records):
            continue  # what is closed here and named nowhere else is no finding
        # The register's own number names a thing most steadily over runs.
        lead = next((each for each in records if each["source"] == "register"), records[0])
        made.append(
            Match(
                campaign=campaign, key=f"t:{lead['record_id']}"[:260], kind=thing["kind"], name=lead["name"] or "",
                platform=(lead["platform"] or "")[:60], unit_id=units.get(lead["unit_id"]),
                asset_id=assets.get(lead["row_key"]) if lead["source"] == "register" else None,
                sources=thing["sources"], differing=[each for each in thing["differing"].split(";") if each],
                reason=thing["reason"], records=_side_by_side(records),
            )
        )  # fmt: skip
    return made


def _known(campaign: Campaign) -> tuple[dict[str, int], dict[str, int]]:
    scope = campaign.scope.path
    units = dict(Unit.objects.filter(under("path", scope)).values_list("unit_id", "pk"))
    return units, dict(Asset.objects.filter(under("sponsor__path", scope)).values_list("asset_id", "pk"))


def _side_by_side(records: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    return {each["record_id"]: {code: each[code] for code in _SHOWN if each[code]} for each in records}


def _suggestions(
    campaign: Campaign, suggested: Sequence[Mapping[str, Any]], sourced: Mapping[str, dict[str, Any]]
) -> list[Match]:
    units, _assets = _known(campaign)
    made = []
    for pair in suggested:
        left, right = sourced[pair["left_id"]], sourced[pair["right_id"]]
        made.append(
            Match(
                campaign=campaign, key=f"s:{pair['left_id']}||{pair['right_id']}"[:260], kind=Match.Kind.SUGGESTED,
                name=left["name"] or "", platform=(left["platform"] or "")[:60],
                unit_id=units.get(left["unit_id"]) or units.get(right["unit_id"]),
                sources="+".join(sorted((left["source"], right["source"]))), reason="model",
                differing=[code for code in _SHOWN if left[code] != right[code]],
                records=_side_by_side((left, right)),
            )
        )  # fmt: skip
    return made


@transaction.atomic
def decide(
    *, matches: Iterable[Match], verdict: str, right: Mapping[int, str] | None = None, note: str = "", by: Actor,
    at: datetime, request_id: str = "",
) -> int:  # fmt: skip
    """Keep what somebody decided of matches; it holds in every later run. Return how many were decided.

    A conflict between records of the same thing needs ``right``: by the match's key, which record holds. What it says
    is written down (``settling``). A unit's clerk decides conflicts of the unit.
    """
    if verdict not in {"same", "different", "unsure"}:
        raise UnableToReconcile(zh="判断只能是“是”“否”或“不确定”。", en="A verdict is yes, no or unsure.")
    deeds = []
    for match in matches:
        if not may_decide(match, by):
            require(by, Permission.CENSUS_COORDINATE, match.unit or match.campaign.scope)
        holds = _right(match, verdict, right or {})
        written = (
            settling.write_down(match=match, right=holds, note=note, by=by, at=at, request_id=request_id)
            if holds
            else {}
        )
        for key in (match.key, *_parted(match, verdict)):
            said = {"verdict": verdict, "right": holds, "note": note, "by_id": by.user_pk, "at": at}
            MatchDecision.objects.update_or_create(campaign=match.campaign, key=key, defaults=said)
        after = {"verdict": verdict, **({"right": holds, "written": written} if holds else {})}
        deeds.append(Deed("census.decide", "match", match.key[:128], after=after, reason=note,
                          unit=match.unit.unit_id if match.unit else ""))  # fmt: skip
    audit.write(by=by, at=at, deeds=deeds, request_id=request_id)
    return len(deeds)


def may_decide(match: Match, by: Actor) -> bool:
    """Tell whether the actor may decide a match: as a coordinator, or a conflict as the clerk of its unit."""
    if match.kind not in (Match.Kind.SUGGESTED, Match.Kind.CONFLICT):
        return False
    own = match.kind == Match.Kind.CONFLICT and match.unit is not None and match.campaign.takes_answers
    return by.may_at(Permission.CENSUS_COORDINATE, match.unit or match.campaign.scope) or (
        own and by.may_at(Permission.CENSUS_DECLARE, match.unit)
    )


def _right(match: Match, verdict: str, right: Mapping[int, str]) -> str:
    if verdict != "same" or match.kind != Match.Kind.CONFLICT:
        return ""
    holds = right.get(match.pk, "")
    if holds not in match.records:
        raise UnableToReconcile(
            zh=f"“{match.name}”各方说法不一，判断为同一个时请选以哪一方为准。",
            en=f"The sources disagree on “{match.name}”. Where they are the same thing, say which record holds.",
        )
    return holds


def _parted(match: Match, verdict: str) -> list[str]:
    """Return the keys of the pairs that a no parts: the next run never joins them again."""
    if verdict != "different" or match.kind == Match.Kind.SUGGESTED:
        return []
    return [f"s:{left}||{right}"[:260] for left, right in combinations(sorted(match.records), 2)]


@transaction.atomic
def ask_units(*, campaign: Campaign, by: Actor, at: datetime, request_id: str = "") -> int:
    """Ask each unit about what others know of it and its table lacks, nothing twice. Return how many were asked."""
    require(by, Permission.CENSUS_COORDINATE, campaign.scope)
    decided = set(MatchDecision.objects.filter(campaign=campaign).values_list("key", flat=True))
    omitted = Match.objects.filter(campaign=campaign, unit__isnull=False).exclude(kind=Match.Kind.SUGGESTED)
    questions = []
    for match in omitted.select_related("unit").exclude(sources__contains="register").exclude(key__in=decided):
        record, _said = next(iter(match.records.items()))
        source, key = record.split("|", 1)
        row = SourceRow.objects.get(campaign=campaign, source=source, row_key=key)
        questions.append(
            Question(campaign=campaign, unit=match.unit, key=match.key, name=match.name, source=source,
                     values=row.values, asked_at=at)
        )  # fmt: skip
    before = Question.objects.filter(campaign=campaign).count()
    Question.objects.bulk_create(questions, batch_size=500, ignore_conflicts=True)
    asked = Question.objects.filter(campaign=campaign).count() - before
    deed = Deed("census.ask", "campaign", str(campaign.pk), after={"questions": asked}, unit=campaign.scope.unit_id)
    audit.write(by=by, at=at, deeds=[deed], request_id=request_id)
    return asked


@transaction.atomic
def answer(*, question: Question, ours: bool, reason: str = "", by: Actor, at: datetime, request_id: str = "") -> None:
    """Take a unit's answer: yes puts the entry, filled from the source, into its table; no needs a reason.

    Raises UnableToReconcile for a question answered before, a no without a reason, or a unit without a table.
    """
    question = Question.objects.select_for_update(of=("self",)).select_related("unit", "campaign").get(pk=question.pk)
    require(by, Permission.CENSUS_DECLARE, question.unit)
    if question.answer or not (ours or reason.strip()):
        raise UnableToReconcile(
            zh="已答复的问题不再重复询问；答“不是”须写明理由。",
            en="A question is answered once; a no needs a reason.",
        )
    if ours:
        declaration = Declaration.objects.filter(campaign=question.campaign, unit=question.unit).first()
        if declaration is None:
            raise UnableToReconcile(
                zh="本单位在这次排查中没有申报表，无法补入。请联系牵头联络员。",
                en="The unit has no table in this campaign. Ask the coordinator.",
            )
        row = {"kind": "new"} | {code: value for code, value in question.values.items() if code in CODES}
        propose_rows(declaration=declaration, rows=[row], by=by, at=at, source=question.source, request_id=request_id)
    question.answer = Question.Answer.OURS if ours else Question.Answer.NOT_OURS
    question.reason, question.answered_by_id, question.answered_at = reason, by.user_pk, at
    question.save()
    deed = Deed("census.answer_question", "question", str(question.pk), after={"answer": question.answer},
                unit=question.unit.unit_id, reason=reason)  # fmt: skip
    audit.write(by=by, at=at, deeds=[deed], request_id=request_id)
