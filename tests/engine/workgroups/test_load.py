"""Load before and after, and the sides of a unit."""

from tests.engine.workgroups.conftest import AS_OF, Open, declared, group

from jianfu.engine.backends.backend import Backend
from jianfu.engine.workgroups.consolidate import consolidate
from jianfu.engine.workgroups.load import sides
from jianfu.engine.workgroups.parameters import GroupParameters


def test_a_unit_with_a_group_of_unknown_load_has_no_figure(duck: Backend, opened: Open) -> None:
    groups = [(group("G1"), ["T1", "T2"]), (group("G2", "B2", msgs_per_day=None), ["T2"])]
    opened(duck, declared(*groups))
    consolidate(duck, as_of=AS_OF, parameters=GroupParameters())
    load = {row["unit_id"]: row for row in duck.sql("SELECT * FROM load").to_pylist()}
    assert load["T1"]["notices_per_day_after"] == 8.0
    assert load["T2"]["notices_per_day_before"] is None
    assert load["T2"]["notices_per_day_after"] is None
    assert (load["B1"]["groups_before"], load["B1"]["notices_per_day_before"]) == (1, 0.0)


def test_posts_read_what_their_unit_reads(duck: Backend, opened: Open) -> None:
    groups = [(group("G1"), ["T1", "T2"]), (group("G2", "B2", msgs_per_day=2.0), ["T1"])]
    opened(duck, declared(*groups, posts=3))
    consolidate(duck, as_of=AS_OF, parameters=GroupParameters())
    posts = {row["unit_id"]: row for row in duck.sql("SELECT * FROM post_load").to_pylist()}
    assert posts["T2"] == {
        "unit_id": "T2",
        "posts": 3,
        "readings_per_day_before": 24.0,
        "readings_per_day_after": 30.0,
        "irrelevant_share_before": 0.0,
        "irrelevant_share_after": 0.2,
        "seen_per_day_after": 0.0,
    }
    assert posts["B1"]["seen_per_day_after"] == 2.0


def test_sides_count_up_and_down_apart(duck: Backend, opened: Open) -> None:
    groups = [(group("G1"), ["T1"]), (group("G2", "T1"), ["V1"]), (group("G3", "T1", sub_kind="值班应急群"), ["V1"])]
    opened(duck, declared(*groups))
    consolidate(duck, as_of=AS_OF, parameters=GroupParameters())
    assert duck.sql(sides(movable_only=False)).to_pylist() == [{"units": 3, "before_at_two": 1, "at_two": 1}]
    assert duck.sql(sides(movable_only=True)).to_pylist() == [{"units": 3, "before_at_two": 3, "at_two": 3}]
