"""The chain of audit entries in a file: every change to it is found, and the first broken entry named."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from jianfu.tables.audit_chain import FIRST, HASHED, UnableToTrust, check, hash_of, lines_of, plain, root_of


def _entries(count: int) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for seq in range(1, count + 1):
        entry: dict[str, Any] = {**dict.fromkeys(HASHED, ""), "seq": seq, "after": {"n": seq}}
        entry["previous_hash"] = made[-1]["hash"] if made else FIRST
        made.append({**entry, "hash": hash_of(entry)})
    return made


def chain(count: int) -> list[str]:
    """Return the lines of an unbroken chain without seals: the opening, then one line an entry."""
    entries = _entries(count)
    return list(lines_of(last_seq=count, head=entries[-1]["hash"], seals=(), entries=entries))


def _sealed() -> list[str]:
    entries = _entries(4)
    root = root_of("2026-09-01", FIRST, [each["hash"] for each in entries[:2]])
    second = root_of("2026-09-02", root, [each["hash"] for each in entries[2:3]])
    seals = [
        {"day": "2026-09-01", "first_seq": 1, "last_seq": 2, "root": root},
        {"day": "2026-09-02", "first_seq": 3, "last_seq": 3, "root": second},
    ]
    return list(lines_of(last_seq=4, head=entries[-1]["hash"], seals=seals, entries=entries))


def test_an_unbroken_chain_is_trusted() -> None:
    checked = check(_sealed())
    assert (checked.entries, checked.seals) == (4, 2)


def _changed(number: int, **given: Any) -> Callable[[list[str]], list[str]]:
    def change(lines: list[str]) -> list[str]:
        said = json.loads(lines[number])
        next(iter(said.values())).update(given)
        return [*lines[:number], json.dumps(said), *lines[number + 1 :]]

    return change


@pytest.mark.parametrize(
    ("change", "seq"),
    [
        (_changed(4, actor="别人"), 2),
        (_changed(4, hash="0" * 64), 2),
        (_changed(5, previous_hash="0" * 64), 3),
        (lambda lines: [*lines[:4], *lines[5:]], 2),
        (lambda lines: [*lines[:3], lines[4], lines[3], *lines[5:]], 1),
        (lambda lines: lines[:-1], 4),
        (lambda lines: [*lines, lines[-1]], 5),
        (_changed(1, root="0" * 64), 1),
        (_changed(2, first_seq=2), 3),
        (lambda lines: lines[1:], 0),
        (lambda lines: [*lines[:3], lines[3][:20]], 0),
        (lambda lines: [], 0),
    ],
)
def test_every_change_is_found_and_the_first_broken_entry_named(
    change: Callable[[list[str]], list[str]], seq: int
) -> None:
    with pytest.raises(UnableToTrust) as found:
        check(change(_sealed()))
    assert found.value.seq == seq
    assert found.value.zh and found.value.en


def _shortened(lines: list[str]) -> list[str]:
    """Return the chain cut off before its last entry, with all that tells of it made anew."""
    opening, entry = json.loads(lines[0]), json.loads(lines[-2])["entry"]
    opening |= {"last_seq": entry["seq"], "head": entry["hash"]}
    return [json.dumps(opening), *lines[1:-1]]


def test_a_chain_cut_off_or_made_anew_as_a_whole_is_found_by_a_hash_written_down_before() -> None:
    lines = _sealed()
    known = json.loads(lines[-1])["entry"]["hash"]
    assert check(lines, known=known).entries == 4
    assert check(lines, known=json.loads(lines[1])["seal"]["root"]).seals == 2
    assert check(_shortened(lines)).entries == 3
    with pytest.raises(UnableToTrust, match=known):
        check(_shortened(lines), known=known)


def test_values_hash_alike_before_and_after_a_database_kept_them() -> None:
    assert plain({"b": 1.0, 2: (1, True, None), "f": 0.25, "g": 1e16}) == {
        "b": 1, "2": [1, True, None], "f": 0.25, "g": 10**16,
    }  # fmt: skip
