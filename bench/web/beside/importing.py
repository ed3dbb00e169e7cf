"""The same file brought into the same model by django-import-export: ``beside/importing.py FILE usual|fast``.

``usual`` is the library as it comes; ``fast`` is all its documentation offers for speed. Neither writes names,
observations, search columns or audit entries, nor compares with what is known beyond its own key: that favours it.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import django

django.setup()

import tablib  # noqa: E402  # after the set-up, like all below
from django.utils import timezone  # noqa: E402
from import_export import fields, resources, widgets  # noqa: E402

from jianfu.engine.schema.assets import ASSETS  # noqa: E402
from jianfu.web.registry.models import Asset  # noqa: E402
from jianfu.web.units.models import Unit  # noqa: E402

LISTS = {"features", "absorbs", "merged_from"}
LEFT_OUT = {"sponsor_unit_id", "sponsor_unit"}


def resource_class(*, fast: bool) -> type[resources.ModelResource]:
    """Return a resource with a field a column, whose widgets read the file's codes, days and numbers."""
    own = {name.name: name for name in Asset._meta.concrete_fields}
    columns = [column for column in ASSETS.columns if column.code in own and column.code not in LEFT_OUT]
    made: dict[str, Any] = {
        column.code: fields.Field(attribute=column.code, column_name=column.zh, widget=_widget(own[column.code]))
        for column in columns
    }
    sponsor = ASSETS.column("sponsor_unit_id").zh
    made["sponsor"] = fields.Field("sponsor", sponsor, widget=widgets.ForeignKeyWidget(Unit, "unit_id"))
    names = [*made]
    said: dict[str, Any] = {"model": Asset, "import_id_fields": ("asset_id",), "fields": names}
    if fast:
        said |= {"use_bulk": True, "batch_size": 1000, "skip_diff": True, "force_init_instance": True,
                 "clean_model_instances": False}  # fmt: skip
    return type("AssetResource", (Dated,), {**made, "Meta": type("Meta", (), said)})


class Dated(resources.ModelResource):
    """What the file does not say of a new entry: when it was entered."""

    def init_instance(self, row: Any = None) -> Asset:
        """Return an empty entry."""
        now = timezone.now()
        return Asset(created_at=now, changed_at=now)


class ListWidget(widgets.Widget):
    """Several codes in one cell."""

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> list[str]:
        """Return the codes."""
        return value.split(";") if value else []


def _widget(field: Any) -> widgets.Widget:
    kinds = {
        "DateField": lambda: widgets.DateWidget(format="%Y-%m-%d"),
        "BooleanField": widgets.BooleanWidget,
        "DecimalField": widgets.DecimalWidget,
    }
    if field.name in LISTS:
        return ListWidget()
    kind = field.get_internal_type()
    return kinds[kind]() if kind in kinds else widgets.IntegerWidget() if "Integer" in kind else widgets.CharWidget()


def main() -> None:
    path, how = Path(sys.argv[1]), sys.argv[2]
    started = time.perf_counter()
    dataset = tablib.Dataset().load(path.read_text("utf-8"), format="csv")
    done = resource_class(fast=how == "fast")().import_data(dataset, dry_run=False, raise_errors=True)
    seconds = time.perf_counter() - started
    print(json.dumps({"rows": len(dataset), "new": done.totals["new"], "seconds": round(seconds, 2)}))


if __name__ == "__main__":
    main()
