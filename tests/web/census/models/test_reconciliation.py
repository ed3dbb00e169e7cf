"""Results of a reconciliation as rows."""

from jianfu.web.census.models import Match


def test_a_result_is_called_by_its_name() -> None:
    assert str(Match(name="河长通")) == "河长通"
