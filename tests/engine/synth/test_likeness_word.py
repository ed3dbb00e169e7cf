from jianfu.engine.synth import likeness_word as word

TABLES = (word.ORGANS, word.INSTITUTIONS, word.TOWN_OFFICES)


def test_each_half_has_sixty_departments_and_shares_none() -> None:
    dev, test = ({d.full for table in TABLES for d in word.departments(table, half)} for half in ("dev", "test"))
    assert len(dev) >= 60
    assert len(test) >= 60
    assert dev & test == set()


def test_every_department_has_short_names_and_three_patterns_with_a_place() -> None:
    for table in TABLES:
        for found in (*word.departments(table, "dev"), *word.departments(table, "test")):
            assert found.shorts
            assert len(found.accounts) == 3
            assert all(pattern.count("-") == 1 for pattern in found.accounts), found
