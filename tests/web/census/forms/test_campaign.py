"""Drawing up a campaign, and giving a table to somebody."""

from collections.abc import Callable

from jianfu.web.base.models import User
from jianfu.web.base.permissions import Role
from jianfu.web.census.forms.campaign import AssignForm, CampaignForm
from jianfu.web.census.models import Declaration
from jianfu.web.units.models import Post, Unit

SAID = {"name": "秋季", "scope": "X", "categories": ["app"], "opens_on": "2026-09-02", "due_on": "2026-09-01"}


def test_a_campaign_does_not_end_before_it_begins(units: dict[str, Unit]) -> None:
    form = CampaignForm(SAID, among=Unit.objects.all())
    assert list(form.errors) == ["due_on"]
    assert CampaignForm({**SAID, "due_on": "2026-09-02"}, among=Unit.objects.all()).is_valid()


def test_a_scope_outside_ones_reach_is_unknown(units: dict[str, Unit]) -> None:
    form = CampaignForm({**SAID, "due_on": "2026-09-02"}, among=Unit.objects.filter(unit_id="D"))
    assert list(form.errors) == ["scope"]


def test_only_the_units_own_posts_and_people_are_offered(table: Declaration, person: Callable[..., User]) -> None:
    own = Post.objects.create(unit=table.unit, name="办公室")
    Post.objects.create(unit=table.campaign.scope, name="督查室")
    fellow = person(Role.CLERK, "XW")
    form = AssignForm(declaration=table, people=User.objects.filter(pk=fellow.pk))
    assert list(form.fields["post"].queryset) == [own]  # type: ignore[attr-defined]
    assert list(form.fields["person"].queryset) == [fellow]  # type: ignore[attr-defined]
