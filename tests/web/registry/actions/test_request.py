"""Proposals and their sign-off."""

from typing import Any

import pytest

from jianfu.web.base.models import AuditEntry
from jianfu.web.base.permissions import Permission, Role
from jianfu.web.base.unable import UnableToPermit, UnableToSave
from jianfu.web.registry.actions import asset as assets
from jianfu.web.registry.actions import request as actions
from jianfu.web.registry.models import Asset, ChangeRequest

CONTENT = {"values": {"purpose": "发布水情"}}


@pytest.fixture
def clerk(doing: Any) -> Any:
    """Return a clerk of the water bureau at work."""
    return doing(Role.CLERK, "XW", permission=Permission.REGISTRY_PROPOSE)


@pytest.fixture
def head(doing: Any) -> Any:
    """Return the responsible person of the water bureau at work."""
    return doing(Role.RESPONSIBLE, "XW", permission=Permission.REGISTRY_SIGN)


@pytest.fixture
def proposal(asset: Any, units: Any, clerk: Any) -> ChangeRequest:
    """Return an open proposal to change an entry's purpose."""
    return actions.propose(kind="change", asset=asset(), unit=units["XW"], content=CONTENT, doing=clerk)


def test_signing_what_was_shown_makes_the_change(proposal: Any, head: Any) -> None:
    signed = actions.sign(request=proposal, content_hash=actions.hash_of(proposal), doing=head)
    assert (signed.state, Asset.objects.get().purpose) == ("signed", "发布水情")
    said = list(AuditEntry.objects.order_by("seq").values_list("action", "role"))
    assert said == [("request.propose", "clerk"), ("registry.change", "responsible"), ("request.sign", "responsible")]


def test_nothing_changes_before_the_sign_off(proposal: Any) -> None:
    assert Asset.objects.get().purpose == ""


def test_an_edit_of_the_proposal_voids_what_was_shown(proposal: Any, clerk: Any, head: Any) -> None:
    shown = actions.hash_of(proposal)
    actions.edit(request=proposal, content={"values": {"purpose": "别的"}}, doing=clerk)
    with pytest.raises(UnableToSave, match="作废"):
        actions.sign(request=proposal, content_hash=shown, doing=head)
    assert Asset.objects.get().purpose == ""


def test_an_edit_of_the_entry_voids_what_was_shown(proposal: Any, moment: Any, head: Any) -> None:
    shown = actions.hash_of(proposal)
    assets.change(asset=proposal.asset, values={"url": "https://x.cn"}, version=None, **moment)
    with pytest.raises(UnableToSave, match="作废"):
        actions.sign(request=proposal, content_hash=shown, doing=head)


def test_nobody_signs_off_what_they_proposed(asset: Any, units: Any, person: Any, doing: Any) -> None:
    from jianfu.web.units.models import Grant
    from jianfu.web.units.queries import actor_of

    user = person(Role.CLERK, "XW")
    Grant.objects.create(user=user, role=Role.RESPONSIBLE, unit=units["XW"], since="2020-01-01")
    both = doing(by=actor_of(user, as_of=doing().at.date()))
    own = actions.propose(kind="change", asset=asset(), unit=units["XW"], content=CONTENT, doing=both)
    with pytest.raises(UnableToPermit, match="自己"):
        actions.sign(request=own, content_hash=actions.hash_of(own), doing=both)


def test_another_unit_s_head_does_not_sign(proposal: Any, doing: Any) -> None:
    with pytest.raises(UnableToPermit):
        actions.sign(request=proposal, content_hash=actions.hash_of(proposal), doing=doing(Role.RESPONSIBLE, "XH"))


def test_a_refusal_needs_a_reason_and_is_final(proposal: Any, doing: Any) -> None:
    with pytest.raises(UnableToSave, match="理由"):
        actions.refuse(request=proposal, doing=doing(Role.RESPONSIBLE, "XW", reason=" "))
    refused = actions.refuse(request=proposal, doing=doing(Role.RESPONSIBLE, "XW", reason="依据不足"))
    assert (refused.state, refused.decision_reason) == ("refused", "依据不足")
    with pytest.raises(UnableToSave, match="办结"):
        actions.sign(request=proposal, content_hash=actions.hash_of(proposal), doing=doing(Role.RESPONSIBLE, "XW"))


def test_only_the_proposer_withdraws_or_edits(proposal: Any, clerk: Any, doing: Any) -> None:
    other = doing(Role.CLERK, "XW")
    with pytest.raises(UnableToPermit):
        actions.withdraw(request=proposal, doing=other)
    with pytest.raises(UnableToPermit):
        actions.edit(request=proposal, content=CONTENT, doing=other)
    assert actions.withdraw(request=proposal, doing=clerk).state == "withdrawn"


def test_a_proposal_needs_a_reason_and_the_unit(asset: Any, units: Any, doing: Any) -> None:
    entry = asset()
    with pytest.raises(UnableToSave, match="理由"):
        actions.propose(
            kind="change", asset=entry, unit=units["XW"], content=CONTENT, doing=doing(Role.CLERK, "XW", reason="")
        )
    with pytest.raises(UnableToPermit):
        actions.propose(kind="change", asset=entry, unit=units["XW"], content=CONTENT, doing=doing(Role.CLERK, "XH"))
