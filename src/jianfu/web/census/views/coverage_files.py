"""The table of a coverage as a file: CSV, XLSX and JSON of the same figures as the page."""

import csv
import io
from typing import Any

import xlsxwriter
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from jianfu.engine.census.coverage import STATES
from jianfu.tables.cell import guarded
from jianfu.web.base.guard import guard
from jianfu.web.base.permissions import Permission
from jianfu.web.census.models import Declaration
from jianfu.web.census.queries.coverage import Coverage
from jianfu.web.census.views.coverage import read
from jianfu.web.units.models.unit import Level

HEADERS = ("unit_id", "name", "level", "required", "answered", *STATES, "overdue", "rate")
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _plain(found: Coverage) -> list[dict[str, Any]]:
    shares = (found.whole, *found.places, *((found.own,) if found.own else ()))
    return [
        {
            "unit_id": share.unit_id, "name": share.name, "level": share.level, "required": share.tally.required,
            "answered": share.tally.answered, **{state: getattr(share.tally, state) for state in STATES},
            "overdue": share.overdue, "rate": share.tally.rate,
        }
        for share in shares
    ]  # fmt: skip


@guard(Permission.CENSUS_VIEW)
def as_json(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the table as JSON: the place itself first, then its parts."""
    campaign, place, found = read(request, pk)
    return JsonResponse({"campaign": campaign.pk, "at": place.unit_id, "rows": _plain(found)})


@guard(Permission.CENSUS_VIEW)
def as_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the table as CSV in UTF-8 with its mark; no cell begins as a formula."""
    _campaign, place, found = read(request, pk)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADERS)
    writer.writerows([_cell(row[name]) for name in HEADERS] for row in _plain(found))
    return _file("\ufeff" + text.getvalue(), f"coverage-{place.pk}.csv", "text/csv; charset=utf-8")


def _cell(value: Any) -> Any:
    return guarded(value) if isinstance(value, str) else value


@guard(Permission.CENSUS_VIEW)
def as_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the table as a workbook with the page's own headers and words; text stays text."""
    _campaign, place, found = read(request, pk)
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(_("覆盖情况"))
        percent = book.add_format({"num_format": "0.0%"})
        sheet.write_row(0, 0, _labels(), book.add_format({"bold": True}))
        levels = dict(Level.choices)
        for number, row in enumerate(_plain(found), start=1):
            said = {**row, "level": str(levels.get(row["level"], ""))}
            for column, name in enumerate(HEADERS):
                sheet.write(number, column, said[name], percent if name == "rate" else None)
        sheet.freeze_panes(1, 2)
        sheet.set_column(1, 1, 30)
    return _file(kept.getvalue(), f"coverage-{place.pk}.xlsx", WORKBOOK)


def _labels() -> list[str]:
    states = dict(Declaration.State.choices)
    words = (_("单位编号"), _("地区"), _("层级"), _("应报"), _("已答复"), *(states[name] for name in STATES))
    return [str(word) for word in (*words, _("逾期"), _("覆盖率"))]


def _file(content: str | bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
