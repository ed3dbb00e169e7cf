"""Proposals in the browser's terms."""

from typing import Any

import pytest
from django.urls import reverse

from jianfu.web.base.permissions import Role
from jianfu.web.registry.actions import request as actions
from jianfu.web.registry.models import Asset, ChangeRequest


@pytest.fixture
def proposal(asset: Any, units: Any, doing: Any) -> ChangeRequest:
    """Return a clerk's open proposal."""
    content = {"values": {"purpose": "水情"}}
    return actions.propose(
        kind="change", asset=asset(), unit=units["XW"], content=content, doing=doing(Role.CLERK, "XW")
    )


def _decide(client: Any, proposal: ChangeRequest, how: str, **said: str) -> Any:
    return client.post(reverse("registry:request_decide", args=[proposal.pk, how]), said)


def test_the_head_signs_what_the_page_shows(proposal: Any, signed_in: Any) -> None:
    client = signed_in(Role.RESPONSIBLE, "XW")
    page = client.get(reverse("registry:request", args=[proposal.pk]))
    assert "<ins>水情</ins>" in page.content.decode()
    assert _decide(client, proposal, "sign", content_hash=page.context["content_hash"]).status_code == 302
    assert Asset.objects.get().purpose == "水情"


def test_a_sign_off_of_something_else_shows_the_fresh_diff(proposal: Any, signed_in: Any) -> None:
    answer = _decide(signed_in(Role.RESPONSIBLE, "XW"), proposal, "sign", content_hash="x")
    assert answer.status_code == 409
    assert "原审签作废" in answer.content.decode()
    assert "<ins>水情</ins>" in answer.content.decode()


def test_refusing_takes_a_reason_and_other_words_are_not_there(proposal: Any, signed_in: Any) -> None:
    client = signed_in(Role.RESPONSIBLE, "XW")
    assert _decide(client, proposal, "refuse").status_code == 409
    assert _decide(client, proposal, "eat").status_code == 404
    assert _decide(client, proposal, "refuse", reason="依据不足").status_code == 302
    assert ChangeRequest.objects.get().state == "refused"


def test_another_unit_does_not_find_it(proposal: Any, signed_in: Any) -> None:
    client = signed_in(Role.RESPONSIBLE, "XH")
    assert client.get(reverse("registry:request", args=[proposal.pk])).status_code == 404
    assert _decide(client, proposal, "refuse", reason="x").status_code == 404
