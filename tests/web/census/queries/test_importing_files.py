"""Files handed out."""

import io
from collections.abc import Callable
from datetime import date

from python_calamine import CalamineWorkbook

from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Role
from jianfu.web.census.models import Declaration
from jianfu.web.census.queries import importing_files
from jianfu.web.registry.models import Asset


def test_a_template_holds_the_entries_of_the_unit_named_and_no_other(
    asset: Callable[..., Asset], actor: Callable[..., Actor]
) -> None:
    asset("清河水务", "XW")
    asset("清河卫健", "XH")
    content = importing_files.template(actor(Role.COORDINATOR, "X"), "XW", "zh", as_of=date(2026, 9, 1))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("应用程序").to_python()
    said = {cell for row in rows for cell in row}
    assert "清河水务" in said and "清河卫健" not in said


def test_the_table_of_a_unit_holds_what_it_is_asked_for_and_no_more(
    table: Declaration, asset: Callable[..., Asset]
) -> None:
    asset("清河旧号", "XW", asset_id="A9", state="closed")
    asset("清河通", "XW", asset_id="A8", category="app")
    content = importing_files.table_to_fill_in(table, "zh", as_of=date(2026, 9, 1))
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    numbers = [row[0] for row in book.get_sheet_by_name("应用程序").to_python()]
    assert {"A1", "A2"} <= set(numbers) and not {"A8", "A9"} & set(numbers)
    assert "服务功能" not in book.sheet_names
