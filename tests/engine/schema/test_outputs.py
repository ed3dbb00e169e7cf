from jianfu.engine.schema.outputs import OUTPUTS


def test_every_table_is_ordered_by_columns_it_has_and_no_code_comes_twice():
    for output in OUTPUTS:
        assert set(output.order_by) <= set(output.codes)
        assert len(set(output.codes)) == len(output.codes)
    assert len({output.code for output in OUTPUTS}) == len(OUTPUTS)
