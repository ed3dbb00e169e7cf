from jianfu.web.base.permissions import Role
from jianfu.web.base.tour import STEPS, Step


def test_there_are_ten_things_to_try() -> None:
    assert len(STEPS) == 10
    assert all(step.title and step.text for step in STEPS)


def test_a_step_leads_to_its_route_and_names_the_role() -> None:
    step = Step("x", "y", "base:style", Role.CLERK)
    assert (step.address, str(step.role_name)) == ("/style/", "填报员")


def test_a_step_without_a_role_is_for_the_public_and_one_without_a_route_leads_nowhere() -> None:
    step = Step("x", "y", "no:such", None)
    assert (step.address, str(step.role_name)) == ("", "无需登录")
