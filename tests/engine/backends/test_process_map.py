import pyarrow as pa
import pyarrow.compute as pc
import pytest

from jianfu.engine.backends.process_map import ProcessMap


def _batch(*numbers: int) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict({"n": list(numbers)})


def doubled(batch: pa.RecordBatch) -> pa.RecordBatch:
    return pa.RecordBatch.from_arrays([pc.multiply(batch["n"], 2)], ["n"])


def refused(batch: pa.RecordBatch) -> pa.RecordBatch:
    raise ValueError(f"{batch.num_rows} rows")


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("count", [0, 1, 2, 9])
def test_batches_come_back_in_their_order_whatever_the_number_of_processes(processes: int, count: int) -> None:
    spread = ProcessMap(processes)
    try:
        returned = list(spread.map(doubled, (_batch(n, n + 1) for n in range(count))))
    finally:
        spread.close()
    assert [batch["n"].to_pylist() for batch in returned] == [[2 * n, 2 * n + 2] for n in range(count)]


def test_what_the_function_raises_in_another_process_is_raised_here() -> None:
    spread = ProcessMap(2)
    try:
        with pytest.raises(ValueError, match="1 rows"):
            list(spread.map(refused, [_batch(1), _batch(2), _batch(3)]))
    finally:
        spread.close()


def test_closing_twice_is_allowed() -> None:
    spread = ProcessMap(2)
    spread.close()
    spread.close()
