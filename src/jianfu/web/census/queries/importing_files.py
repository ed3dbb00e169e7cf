"""Files handed out: the rows at fault of an import, and the template with what is known of a unit."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db.models import QuerySet

from jianfu.engine.schema.assets import ASSETS
from jianfu.engine.schema.inputs import STATED_NONE
from jianfu.tables import rejected as rejected_rows
from jianfu.tables import template as templates
from jianfu.tables.submission import Submission
from jianfu.tables.template_layout import ROWS
from jianfu.tables.template_lists import ListedUnit
from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Permission
from jianfu.web.census.actions import importing_files as files
from jianfu.web.census.models import Declaration, ImportBatch
from jianfu.web.census.queries.content import entries_of
from jianfu.web.registry.models import Asset, AssetAudience, AssetFunction
from jianfu.web.registry.queries.export import asset_table, table_of
from jianfu.web.units.models import Unit

MOST_UNITS = 5_000


def rejected(batch: ImportBatch, lang: str) -> bytes:
    """Return the workbook of the rows at fault; each says which row it replaces when it is uploaded again."""
    folder = files.read_folder(batch)
    said = Submission({}, (), (), (), folder / "clean", folder / "faults.parquet", 0, folder / "rejected")
    with TemporaryDirectory(prefix="jianfu-") as scratch:
        path = Path(scratch) / "rejected.xlsx"
        rejected_rows.write(said, path, lang)
        return path.read_bytes()


def template(actor: Actor, unit_id: str, lang: str, *, as_of: date) -> bytes:
    """Return the template with the entries of a unit (the actor's own where none is named) already in it."""
    seen = Unit.objects.filter(actor.scope(Permission.REGISTRY_VIEW))
    unit = seen.filter(unit_id=unit_id or actor.unit_for(Permission.REGISTRY_VIEW)).first()
    standing = Asset.objects.filter(sponsor=unit).exclude(state="closed")  # nothing is asked of what is closed
    own = {"asset__in": standing}
    of_entry = {"asset_id": "asset__asset_id"}
    audiences = AssetAudience.objects.filter(**own).order_by("pk")
    filled = {
        "assets": _rows_of(standing),
        "functions": table_of("functions", AssetFunction.objects.filter(**own).order_by("pk"), of_entry).to_pylist(),
        "audiences": table_of("audiences", audiences, {**of_entry, "unit_id": "unit__unit_id"}).to_pylist(),
    }
    return _workbook(filled, seen, lang, as_of=as_of)


def table_to_fill_in(declaration: Declaration, lang: str, *, as_of: date) -> bytes:
    """Return the table of a unit to be filled in away from the page: the entries it is asked to confirm, in it."""
    asked = entries_of(declaration.unit, declaration.campaign)
    unit = Unit.objects.filter(pk=declaration.unit_id)
    return _workbook({"assets": _rows_of(asked)}, unit, lang, as_of=as_of)


def _rows_of(entries: QuerySet[Asset]) -> list[dict[str, Any]]:
    table = asset_table(entries.order_by("asset_id")[:ROWS])
    rows: list[dict[str, Any]] = table.select([*ASSETS.codes, STATED_NONE]).to_pylist()
    return rows


def _workbook(filled: dict[str, list[dict[str, Any]]], units: QuerySet[Unit], lang: str, *, as_of: date) -> bytes:
    listed = units.filter(state=Unit.State.ACTIVE).order_by("unit_id").values_list("unit_id", "name")[:MOST_UNITS]
    with TemporaryDirectory(prefix="jianfu-") as scratch:
        path = Path(scratch) / "template.xlsx"
        templates.write(
            out=path,
            tables=tuple(filled),
            as_of=as_of,
            lang=lang,
            units=templates.Units(tuple(ListedUnit(*each) for each in listed)),
            filled=filled,
        )
        return path.read_bytes()
