"""People who sign in."""

from jianfu.web.base.models import User


def test_a_person_is_called_by_name_and_else_by_account() -> None:
    assert (str(User(username="u", name="王填报")), str(User(username="u"))) == ("王填报", "u")
    assert User(name="王填报").get_full_name() == User(name="王填报").get_short_name() == "王填报"
