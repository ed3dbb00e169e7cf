"""Tables as lines."""

from tests.web.conftest import AT

from jianfu.web.base.backup import tables
from jianfu.web.base.models import Job


def test_rows_come_back_as_they_were(db: None) -> None:
    Job.objects.create(kind="k", title="标题", result={"a": [None, 1.5]}, created_at=AT)
    lines = list(tables.lines_of(Job))
    Job.objects.all().delete()
    assert tables.fill(Job, lines) == 1
    assert list(tables.lines_of(Job)) == lines
    assert Job.objects.get().result == {"a": [None, 1.5]}


def test_every_table_of_ours_is_kept_but_what_dies_with_its_process(db: None) -> None:
    labels = {model._meta.label_lower for model in tables.kept()}
    assert {"base.auditentry", "units.unit", "registry.asset", "base.job"} <= labels
    assert not labels & tables.LEFT_OUT
