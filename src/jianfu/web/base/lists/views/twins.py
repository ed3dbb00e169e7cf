"""The files of a list: the same rows as the page with the same address, as CSV, XLSX or JSON."""

from collections.abc import Callable
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from jianfu.web.base.lists import files
from jianfu.web.base.lists.listing import Listing
from jianfu.web.base.lists.reading import Reading, reading_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def as_csv(request: HttpRequest, *, listing: Listing) -> HttpResponseBase:
    """Stream the rows as CSV, in UTF-8 with its mark, safe to open in a spreadsheet program."""
    return _answer(request, listing, files.csv_parts, "csv", "text/csv; charset=utf-8")


@require_safe
def as_json(request: HttpRequest, *, listing: Listing) -> HttpResponseBase:
    """Stream the rows as JSON, with the names and codes of the address."""
    return _answer(request, listing, files.json_parts, "json", "application/json")


@require_safe
def as_xlsx(request: HttpRequest, *, listing: Listing) -> HttpResponseBase:
    """Return the rows as a workbook."""
    return _answer(request, listing, files.xlsx_parts, "xlsx", XLSX)


def _answer(
    request: HttpRequest, listing: Listing, parts: Callable[[Reading, str], object], ending: str, kind: str
) -> HttpResponseBase:
    reading = reading_of(request, listing)
    if reading.asked.complaints:
        # A file cannot show beside itself what was not understood, and must not hold more than was asked for.
        return HttpResponse("\n".join(reading.asked.complaints), status=400, content_type="text/plain; charset=utf-8")
    language = "en" if request.GET.get("lang") == "en" else "zh-hans"
    with translation.override(language):
        name = f"{listing.title}-{reading.as_of:%Y%m%d}.{ending}"
    response = StreamingHttpResponse(parts(reading, language), content_type=kind)  # type: ignore[arg-type]
    plain = f"{listing.url_name}-{reading.as_of:%Y%m%d}.{ending}"
    response["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    return response
