"""What the tests of imports share: sheets, an import taken in, and its end."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.conftest import AT

from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Role
from jianfu.web.census.actions import importing
from jianfu.web.census.actions.importing_finish import commit
from jianfu.web.census.models import ImportBatch
from jianfu.web.units.models import Unit

HEAD = "序号,编号,类别,账号名称,平台,平台账号,主办单位,状态,关停日期,最近活跃日期,监测日期"
GOOD = "1,A1,政务新媒体,清河水务,微信,w1,清河县水务局,在用,,2026-08-01,2026-08-20"


def sheet(*rows: str, name: str = "应用程序.csv", head: str = HEAD, encoding: str = "utf-8") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, "\n".join((head, *rows)).encode(encoding))


Started = Callable[..., ImportBatch]


@pytest.fixture
def coordinator(actor: Callable[..., Actor]) -> Actor:
    return actor(Role.COORDINATOR, "X")


@pytest.fixture
def started(units: dict[str, Unit], coordinator: Actor) -> Started:
    """Return a maker of imports taken in with the columns as they were understood."""

    def make(*files: SimpleUploadedFile, by: Actor = coordinator) -> ImportBatch:
        batch = importing.upload(given=files, unit=units["X"], by=by, at=AT)
        importing.take_in(batch=batch, by=by, at=AT)
        return batch

    return make


def finish(batch: ImportBatch, by: Actor, *, good_only: bool = False) -> dict[str, int]:
    batch.refresh_from_db()
    return commit(batch=batch, version=batch.version, reason="据报送表导入", good_only=good_only, by=by, at=AT)
