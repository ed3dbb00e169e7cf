"""The eight rows: what is missing is named, and every word counts in the content hash."""

from hypothesis import given
from hypothesis import strategies as st

from jianfu.engine.cases.filing_form import ITEMS, ROWS, changed, content_hash, missing

FULL = {item.code: "有" for item in ITEMS}
VALUES = st.dictionaries(st.sampled_from([item.code for item in ITEMS]), st.text(max_size=8))


def test_the_form_has_eight_rows_in_order() -> None:
    assert [row.number for row in ROWS] == list(range(1, 9))
    assert len({item.code for item in ITEMS}) == len(ITEMS)


def test_the_form_asks_for_no_name_telephone_or_mail_of_a_person() -> None:
    assert not {item.code for item in ITEMS} & {"contact_name", "contact_phone", "contact_email"}


def test_a_full_form_misses_nothing_and_an_empty_one_every_required_item() -> None:
    assert missing(FULL, {"faces_grassroots": True, "has_mandatory_features": True}) == ()
    assert {item.code for item in missing({}, {})} == {item.code for item in ITEMS if item.required}


def test_reason_and_basis_are_asked_only_where_there_are_mandatory_features() -> None:
    given_ = {**FULL, "feature_reason": "", "feature_basis": " "}
    assert missing(given_, {"has_mandatory_features": False}) == ()
    codes = [item.code for item in missing(given_, {"has_mandatory_features": True})]
    assert codes == ["feature_reason", "feature_basis"]


@given(VALUES, VALUES)
def test_the_hash_differs_exactly_where_an_item_says_something_else(a: dict[str, str], b: dict[str, str]) -> None:
    assert (content_hash(a) != content_hash(b)) == bool(changed(a, b))
