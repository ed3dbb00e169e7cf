"""When a campaign takes answers."""

import pytest

from jianfu.web.census.models import Campaign


@pytest.mark.parametrize("state", list(Campaign.State))
def test_only_while_units_fill_in_and_sources_are_compared(state: Campaign.State) -> None:
    campaign = Campaign(name="秋季排查", state=state)
    assert campaign.takes_answers is (state.value in {"open", "reconciling"})
    assert str(campaign) == "秋季排查"
