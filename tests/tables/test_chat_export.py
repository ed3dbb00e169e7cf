"""Exports in common shapes give time and text of each message; an error says where, never what."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from jianfu.tables.chat_export import UnableToReadChat, read

FIRST, SECOND = datetime(2026, 9, 21, 8, 31), datetime(2026, 9, 21, 8, 32)
SHAPES = {
    "wechat.txt": "2026-09-21 08:31:05 张三(12345)\n甲\n\n2026-09-21 08:32:00 李四\n乙\n丙\n",
    "named.txt": "张三 2026/9/21 8:31\n甲\n李四 2026/9/21 8:32\n乙\n丙\n",
    "qq.txt": "消息分组:工作\n==\n消息对象:群\n2026-09-21 8:31:05 张三<a@b>\n甲\n2026-09-21 8:32:00 李四(2)\n乙\n丙\n",
    "plain.csv": '时间,发送人,内容\n2026-09-21 08:31:05,张三,甲\n2026/9/21 8:32,李四,"乙\n丙"\n',
    "list.json": json.dumps(
        [{"time": "2026-09-21 08:31", "content": "甲"}, {"date": "2026-09-21 08:32", "msg": "乙\n丙"}]
    ),
    "stamped.json": json.dumps(
        {"messages": [{"CreateTime": 1789950660, "StrContent": "甲"}, {"timestamp": 1789950720000, "text": "乙\n丙"}]}
    ),
    "page.html": "<b>张三</b><i>2026-09-21 08:31:05</i><p>甲</p>\n<i>2026-09-21 08:32</i><p>乙</p>\n<p>丙</p>",
}


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_each_shape_is_read(name: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(SHAPES[name], encoding=encoding)
    assert [(message.at, message.text) for message in read(path, 1)] == [(FIRST, "甲"), (SECOND, "乙\n丙")]


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.json", "a.html", "absent/a.txt"])
def test_an_unreadable_file_is_refused_without_its_words(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    if path.parent.is_dir():
        path.write_text("秘密：张三的话 13812345678\n{", encoding="utf-8")
    with pytest.raises(UnableToReadChat) as refused:
        list(read(path, 2))
    assert "第2个文件" in refused.value.zh
    assert not any(secret in str(refused.value) for secret in ("秘密", "张三", "138"))
    assert refused.value.__cause__ is None
