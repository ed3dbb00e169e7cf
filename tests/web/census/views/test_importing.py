"""The pages of the import wizard, from upload to undo."""

import io
import json
from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook
from tests.web.conftest import AT

from jianfu.web.base.permissions import Role
from jianfu.web.census.actions.importing_files import folder_of
from jianfu.web.census.models import ImportBatch
from jianfu.web.registry.models import Asset

HEAD = "编号,类别,账号名称,平台,平台账号,主办单位,自定栏"
ROWS = ("A1,政务新媒体,清河水务,微信,w1,清河县水务局,甲", "A2,不对,清河供水,微信,w2,清河水务局,乙")


@pytest.fixture
def client(signed_in: Callable[..., Client]) -> Client:
    return signed_in(Role.COORDINATOR, "X")


def uploaded(client: Client, *rows: str) -> ImportBatch:
    file = SimpleUploadedFile("应用程序.csv", "\n".join((HEAD, *rows)).encode())
    client.post("/census/imports/new/", {"files": [file], "unit": "X"})
    return ImportBatch.objects.latest("pk")


def settled(client: Client, *rows: str) -> ImportBatch:
    batch = uploaded(client, *rows)
    said = {f"column-0-{h['place']}": h["meaning"] or "*ignored" for h in batch.sheets[0]["headings"]}
    client.post(f"/census/imports/{batch.pk}/columns/", {"table-0": "assets", **said})
    return ImportBatch.objects.get(pk=batch.pk)


def test_an_unknown_column_is_named_and_stops(client: Client) -> None:
    batch = uploaded(client, *ROWS)
    page = client.get(f"/census/imports/{batch.pk}/columns/").content.decode()
    assert "自定栏" in page and "不认识" in page
    client.post(f"/census/imports/{batch.pk}/columns/", {"table-0": "assets"})
    assert ImportBatch.objects.get().state == "uploaded"


def test_faults_are_shown_beside_the_row_with_the_way_to_mend(client: Client) -> None:
    batch = settled(client, *ROWS)
    page = client.get(f"/census/imports/{batch.pk}/", follow=True).content.decode()
    assert "清河供水" in page and "填写的词不在可选范围内" in page and "清河水务局" in page
    assert "清河水务发布" not in page


def test_a_row_is_set_right_in_the_page_its_unit_confirmed_and_all_committed_and_undone(client: Client) -> None:
    batch = settled(client, *ROWS)
    cell = f"{(1 << 40) | 3}-category"
    client.post(f"/census/imports/{batch.pk}/rows/?table=assets", {f"cell-{cell}": "app", f"was-{cell}": "不对"})
    client.post(f"/census/imports/{batch.pk}/units/", {"unit-0": "XW"})
    batch.refresh_from_db()
    assert batch.counts["assets"]["new"] == 2
    preview = client.get(f"/census/imports/{batch.pk}/preview/?table=assets&class=new").content.decode()
    assert "清河供水" in preview
    client.post(f"/census/imports/{batch.pk}/preview/", {"version": batch.version, "reason": "据申报"})
    assert Asset.objects.count() == 2
    client.post(f"/census/imports/{batch.pk}/undo/", {"reason": "导错"})
    assert Asset.objects.count() == 0
    assert "全部还原" in client.get(f"/census/imports/{batch.pk}/preview/").content.decode()


def test_the_downloaded_rows_set_right_replace_the_first(client: Client) -> None:
    batch = settled(client, ROWS[0], ROWS[1].replace("清河水务局", "清河县水务局"))
    answer = client.get(f"/census/imports/{batch.pk}/rejected.xlsx")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.getvalue())).get_sheet_by_name("应用程序").to_python()
    mended = [["政务App" if cell == "不对" else str(cell) for cell in row] for row in sheet]
    lines = "\n".join(",".join(f'"{cell}"' for cell in row) for row in mended)
    file = SimpleUploadedFile("应用程序_改.csv", lines.encode())
    client.post(f"/census/imports/{batch.pk}/files/", {"files": [file]})
    batch.refresh_from_db()
    assert (batch.counts["assets"]["new"], batch.counts["assets"]["faulty"]) == (2, 0)


def test_what_was_set_right_in_the_page_stays_so_when_another_file_comes(client: Client) -> None:
    batch = settled(client, ROWS[0], ROWS[1].replace("清河水务局", "清河县水务局"))
    cell = f"{(1 << 40) | 3}-category"
    client.post(f"/census/imports/{batch.pk}/rows/?table=assets", {f"cell-{cell}": "app", f"was-{cell}": "不对"})
    other = "A3,政务新媒体,清河节水,微信,w9,清河县水务局,丙"
    first = SimpleUploadedFile("应用程序 0.csv", "\n".join((HEAD, other)).encode())
    client.post(f"/census/imports/{batch.pk}/files/", {"files": [first]})
    batch.refresh_from_db()
    assert batch.counts["assets"]["faulty"] == 0


def test_the_template_holds_what_is_known_and_changes_nothing_when_it_comes_back(
    client: Client, asset: Callable[..., Asset]
) -> None:
    asset(asset_id="A1", platform_id="w1", opened_on="2021-03-04", followers=12, features=["points", "checkin"],
          interaction_ok=False, state="active", stated_none=["closed_on", "filing_no"])  # fmt: skip
    answer = client.get("/census/imports/template.xlsx?unit=XW")
    file = SimpleUploadedFile("template.xlsx", answer.getvalue())
    client.post("/census/imports/new/", {"files": [file], "unit": "X"})
    batch = ImportBatch.objects.get()
    said = {
        f"column-{n}-{h['place']}": h["meaning"] or "*ignored"
        for n, s in enumerate(batch.sheets)
        for h in s["headings"]
    }
    said |= {f"table-{n}": sheet["table"] for n, sheet in enumerate(batch.sheets)}
    client.post(f"/census/imports/{batch.pk}/columns/", said)
    batch.refresh_from_db()
    assert batch.counts["assets"] == {
        "rows": 1, "new": 0, "changed": 0, "unchanged": 1, "conflict": 0, "faulty": 0,
    }  # fmt: skip


def test_what_an_undo_left_is_told_with_who_changed_what(client: Client) -> None:
    batch = uploaded(client, *ROWS)
    said = {
        "asset_id": "A9",
        "name": "旧名",
        "why": "changed",
        "who": "李四",
        "when": AT.isoformat(),
        "what": "filing_no",
    }
    (folder_of(batch) / "left.json").write_text(json.dumps([said]), encoding="utf-8")
    ImportBatch.objects.update(state=ImportBatch.State.UNDONE)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = client.get(f"/census/imports/{batch.pk}/preview/").content.decode()
    assert "李四" in page and "filing no" in page and "A9" in page


def test_an_import_of_another_county_is_not_found(client: Client, signed_in: Callable[..., Client]) -> None:
    batch = uploaded(client, *ROWS)
    assert signed_in(Role.COORDINATOR, "D").get(f"/census/imports/{batch.pk}/columns/").status_code == 404


def test_the_list_shows_imports_and_a_file_of_another_kind_is_refused(client: Client) -> None:
    uploaded(client, *ROWS)
    assert "应用程序.csv" in client.get("/census/imports/").content.decode()
    answer = client.post("/census/imports/new/", {"files": [SimpleUploadedFile("a.xls", b"x")], "unit": "X"})
    assert "xlsx" in answer.content.decode() and ImportBatch.objects.count() == 1
