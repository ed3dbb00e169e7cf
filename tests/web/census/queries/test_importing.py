"""What is asked of imports."""

from collections.abc import Callable

from tests.web.conftest import AT

from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Role
from jianfu.web.census.models import ImportBatch
from jianfu.web.census.queries import importing as queries
from jianfu.web.units.models import Unit


def test_imports_are_seen_by_those_who_import_there(units: dict[str, Unit], actor: Callable[..., Actor]) -> None:
    mine = actor(Role.COORDINATOR, "X")
    ImportBatch.objects.create(title="甲", unit=units["XW"], started_by_id=mine.user_pk, created_at=AT)
    assert queries.visible(mine).count() == 1
    assert queries.visible(actor(Role.COORDINATOR, "D")).count() == 0


def test_a_table_never_compared_has_no_rows() -> None:
    page = queries.outcome_page(ImportBatch(pk=999_999), "assets", "new", number=3)
    assert (page.rows, page.total, page.last) == ([], 0, 1)


def test_counts_come_with_their_words() -> None:
    batch = ImportBatch(counts={"assets": {"new": 2, "rows": 3, "faulty": 1}})
    classes = {each["code"]: each["count"] for each in queries.counted(batch)[0]["classes"]}
    assert classes == {"new": 2, "changed": 0, "unchanged": 0, "conflict": 0, "faulty": 1}


def test_stored_values_are_shown_as_words() -> None:
    assert queries.shown("assets", "category", "app") == "政务App"
    assert queries.shown("assets", "features", "points;checkin") == "积分排名、打卡签到"
    assert (queries.shown("assets", "filing_no", "none"), queries.shown("assets", "temporary", "true")) == ("无", "是")
    assert queries.shown("assets", "name", None) == ""
