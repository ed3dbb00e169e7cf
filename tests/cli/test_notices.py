"""The scan gives counts; no text, name, number or group name leaves it by any way."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jianfu.cli.main import exit_code_of

EXPORT = (
    "2026-09-21 08:31:05 张三(12345)\n@所有人 请于9月28日前填写统计表，收到请回复。\n2026-09-21 20:00:00 李四\n收到\n"
)


def test_the_counts_are_written_where_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(EXPORT, encoding="utf-8")
    out = tmp_path / "counts.json"
    arguments = ["notices", "scan", str(tmp_path / "a.txt"), "--json", str(out), "--csv", str(tmp_path / "counts.csv")]
    assert exit_code_of(arguments) == 0
    rows = json.loads(out.read_text(encoding="utf-8"))
    assert list(rows) == ["群1", "合计"]
    assert (rows["群1"]["messages"], rows["群1"]["received_replies"], rows["群1"]["off_hours_share"]) == (2, 1, 0.5)
    assert (tmp_path / "counts.csv").read_text(encoding="utf-8-sig").startswith("group,days,messages,")
    assert "估计" in capsys.readouterr().out


RARE = st.text(alphabet="魑魅魍魉饕餮龘靐齉爨鱻麤犇骉羴猋", min_size=2, max_size=8)
SHAPES = {
    "txt": "2026-09-21 08:31:05 {name}({number})\n请{text}收到请回复\n",
    "csv": "时间,发送人,内容\n2026-09-21 08:31:05,{name},请{text}接龙\n",
    "json": '[{{"time": "2026-09-21 08:31:05", "sender": "{name}", "content": "{text}{number}"}}]',
    "html": "<b>{name}</b><i>2026-09-21 08:31</i><p>{text}{number}</p>",
}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(
    name=RARE,
    text=RARE,
    number=st.integers(700_000_000, 999_999_999),
    shape=st.sampled_from(list(SHAPES)),
    broken=st.booleans(),
)
def test_nothing_but_counts_leaves(  # each is drawn
    name: str,
    text: str,
    number: int,
    shape: str,
    broken: bool,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    (tmp_path / "in").mkdir(exist_ok=True)
    path = tmp_path / "in" / f"{name}.{shape}"
    content = f"{name}{text}{number}{{[" if broken else SHAPES[shape].format(name=name, text=text, number=number)
    path.write_text(content, encoding="utf-8")
    counts = [tmp_path / "counts.json", tmp_path / "counts.csv"]
    arguments = ["notices", "scan", str(path), "--json", str(counts[0]), "--csv", str(counts[1])]
    assert exit_code_of(arguments) == (2 if broken else 0)
    said = capsys.readouterr()
    written = [file for file in tmp_path.rglob("*") if file.is_file() and file.parent.name != "in"]
    everything = said.out + said.err + "".join(file.read_text(encoding="utf-8") for file in written)
    assert not any(secret in everything for secret in (name, text, str(number)))
