"""The table of roles and permissions, against the rules of the field (domain.md, section g)."""

import pytest

from jianfu.web.base.permissions import (
    GRANTABLE,
    PERMISSION_NAMES,
    PERMISSIONS,
    ROLE_NAMES,
    SEPARATED,
    Permission,
    Role,
    agree,
)

READING = {name for name in Permission if name.value.endswith((".view", ".view_all"))}


def test_every_role_and_permission_has_a_name_and_a_row() -> None:
    assert set(PERMISSIONS) == set(ROLE_NAMES) == set(Role)
    assert set(PERMISSION_NAMES) == set(Permission)
    assert len({str(name) for name in PERMISSION_NAMES.values()}) == len(Permission)


def test_every_permission_is_somebodys() -> None:
    assert set().union(*PERMISSIONS.values()) == set(Permission)


def test_no_role_holds_what_is_separated() -> None:
    for role, held in PERMISSIONS.items():
        assert [pair for pair in SEPARATED if set(pair) <= held] == [], role


def test_the_provincial_lead_edits_no_declaration_and_no_entry() -> None:
    forbidden = {
        Permission.CENSUS_DECLARE,
        Permission.CENSUS_SIGN,
        Permission.REGISTRY_PROPOSE,
        Permission.REGISTRY_CHANGE,
        Permission.REGISTRY_BULK,
    }
    assert not PERMISSIONS[Role.PROVINCIAL_LEAD] & forbidden


@pytest.mark.parametrize("role", [Role.EVALUATOR])
def test_evaluators_only_read(role: Role) -> None:
    assert PERMISSIONS[role] <= READING


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.DISCIPLINE, Role.SUPERVISOR, Role.TELECOM])
def test_overseers_write_nothing_in_register_and_census(role: Role) -> None:
    assert PERMISSIONS[role] <= READING | {Permission.TOKENS_OWN}


def test_only_administrators_make_administrators_and_run_the_system() -> None:
    assert [giver for giver, given in GRANTABLE.items() if Role.ADMINISTRATOR in given] == [Role.ADMINISTRATOR]
    assert [role for role in Role if Permission.SYSTEM_CHANGE in PERMISSIONS[role]] == [Role.ADMINISTRATOR]


def test_whoever_may_give_roles_is_named_in_the_table_of_what_may_be_given() -> None:
    assert {role for role in Role if Permission.PEOPLE_CHANGE in PERMISSIONS[role]} == set(GRANTABLE)


def test_what_does_not_go_together_is_said_once_for_both() -> None:
    assert not agree(Role.CLERK, Role.ADMINISTRATOR)
    assert not agree(Role.ADMINISTRATOR, Role.CLERK)
    assert agree(Role.CLERK, Role.OPERATOR)
    assert all(agree(role, role) for role in Role)
