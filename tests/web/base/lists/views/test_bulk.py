"""A bulk edit in its steps: choose, fill in, preview, apply, take back."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from jianfu.web.base.lists.views import bulk
from jianfu.web.base.models import Batch, Job
from jianfu.web.base.permissions import Role
from jianfu.web.registry.models import Asset

EDIT = "/trial/entries/-/bulk/columns/"


@pytest.fixture
def entries(asset: Callable[..., Asset]) -> list[Asset]:
    """Return twelve entries of the county and one of another city."""
    made = [asset(f"清河{number}") for number in range(12)]
    return [*made, asset("云泽", "DH")]


@pytest.fixture
def client(signed_in: Callable[..., Client]) -> Client:
    """Return the county's coordinator at a browser."""
    return signed_in(Role.COORDINATOR, "X")


def _text(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def _apply(client: Client, count: int, **given: Any) -> Any:
    return client.post(EDIT, {"step": "apply", "platform": "抖音", "reason": "统一", "expected": count, **given})


def test_the_first_step_asks_for_values_and_says_how_many_are_chosen(client: Client, entries: list[Asset]) -> None:
    answer = client.post(EDIT, {"row": [entries[0].pk, entries[1].pk, entries[12].pk], "query": ""})
    assert "已选 2 条" in _text(answer)


def test_the_preview_shows_from_what_to_what_and_changes_nothing(client: Client, entries: list[Asset]) -> None:
    answer = client.post(EDIT, {"row": entries[0].pk, "step": "preview", "platform": "抖音", "reason": "统一"})
    assert "清河0 平台 微信 → 抖音" in _text(answer)
    assert "（占您范围内 12 条的 8.3%）" in _text(answer)
    assert not Asset.objects.filter(platform="抖音").exists()


def test_an_edit_without_reason_or_without_any_value_goes_no_further(client: Client, entries: list[Asset]) -> None:
    without_reason = client.post(EDIT, {"row": entries[0].pk, "step": "preview", "platform": "抖音"})
    without_value = client.post(EDIT, {"row": entries[0].pk, "step": "preview", "reason": "统一"})
    assert "理由" in without_reason.context["form"].errors.as_text() or without_reason.context["form"].errors["reason"]
    assert "还没有填写任何要更改的内容" in _text(without_value)


def test_a_small_edit_is_made_and_leads_to_its_batch(client: Client, entries: list[Asset]) -> None:
    answer = _apply(client, 1, row=entries[0].pk)
    batch = Batch.objects.get()
    assert answer["Location"] == f"/trial/entries/-/batches/{batch.batch_id}/"
    assert Asset.objects.filter(platform="抖音").get() == entries[0]
    assert "清河0 平台 微信 → 抖音" in _text(client.get(answer["Location"]))


def test_beyond_the_limit_the_number_must_be_typed(client: Client, entries: list[Asset]) -> None:
    given = {"all": "1", "query": "name__has=清河"}
    assert "请在确认框中填写将更改的条数：12" in _text(_apply(client, 12, **given))
    assert not Batch.objects.exists()
    assert _apply(client, 12, confirm="12", **given).status_code == 302
    assert set(Asset.objects.filter(platform="抖音")) == set(entries[:12])


def test_rows_of_another_scope_are_never_chosen(client: Client, entries: list[Asset]) -> None:
    _apply(client, 12, all="1", confirm="12")
    assert Asset.objects.get(name="云泽").platform == "微信"


def test_what_changed_since_the_preview_is_previewed_again(client: Client, entries: list[Asset]) -> None:
    answer = _apply(client, 2, row=entries[0].pk)
    assert "条目在预览之后有变动" in _text(answer)
    assert not Batch.objects.exists()


def test_whoever_may_not_change_may_not_begin(signed_in: Callable[..., Client], entries: list[Asset]) -> None:
    client = signed_in(Role.INSPECTOR, "X")
    assert client.post(EDIT, {"row": entries[0].pk}).status_code == 403
    assert "list-bulk" not in client.get("/trial/entries/").content.decode()


def test_a_large_edit_becomes_a_job_that_makes_it(
    client: Client, entries: list[Asset], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "AT_ONCE", 5)
    answer = _apply(client, 12, all="1", confirm="12")
    job = Job.objects.get()
    assert str(job.pk) in answer["Location"]
    assert not Batch.objects.exists()


def test_a_batch_is_taken_back_and_says_what_it_left(client: Client, entries: list[Asset]) -> None:
    at = _apply(client, 2, row=[entries[0].pk, entries[1].pk], confirm="2")["Location"]
    Asset.objects.filter(pk=entries[1].pk).update(platform="微博")
    answer = client.post(at, {"reason": "有误"}, follow=True)
    assert "有 1 条未撤销" in _text(answer)
    assert Asset.objects.get(pk=entries[0].pk).platform == "微信"
    assert "已撤销" in _text(client.get(at))


def test_a_batch_is_no_page_for_those_who_may_not_make_one(
    client: Client, signed_in: Callable[..., Client], entries: list[Asset]
) -> None:
    at = _apply(client, 1, row=entries[0].pk)["Location"]
    assert signed_in(Role.INSPECTOR, "X").get(at).status_code == 403
    assert "清河0" not in _text(signed_in(Role.COORDINATOR, "D").get(at))
