"""Words of closed sets, flags, lists, ids and free text."""

from collections.abc import Callable

import pytest

from jianfu.engine.schema.column import Word
from jianfu.engine.schema.inputs import BY_CODE
from jianfu.tables.cells import word

Answer = Callable[[str, str | None], object]
CATEGORY = BY_CODE["assets"].column("category")
FEATURES = BY_CODE["assets"].column("features")
ID, IDS, TEXT = (read("jf_fold(x)") for read in (word.identity, word.identities, word.text))
EVERY_SPELLING = [
    (column, spelling, known.code)
    for table in BY_CODE.values()
    for column in table.columns
    for known in column.words
    for spelling in (known.code, known.code.upper(), known.zh, f" {known.zh} ")
]


@pytest.mark.parametrize(("column", "spelling", "code"), EVERY_SPELLING)
def test_every_word_is_known_by_code_and_name(answer: Answer, column, spelling: str, code: str) -> None:
    read = word.code("x", column) if column.code != "features" else word.codes("x", column)
    assert answer(read, spelling) == code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("政务 APP", "app"),
        ("政务ａｐｐ", "app"),
        ("App", "app"),
        ("工作群", "work_group"),
        ("政 务 新媒体", "new_media"),
        ("无", "none"),
    ],
)
def test_a_word_is_known_by_its_other_spellings(answer: Answer, written: str, code: str) -> None:
    assert answer(word.code("x", CATEGORY), written) == code


@pytest.mark.parametrize("written", ["", "什么", "新媒体类", "政务新媒体/App"])
def test_a_word_outside_the_set_is_not_guessed(answer: Answer, written: str) -> None:
    assert answer(word.code("x", CATEGORY), written) is None


def test_a_chief_spelling_goes_before_another_words_variant() -> None:
    first, second = Word("a", "甲", "one", ("乙",)), Word("b", "乙", "two")
    assert word.meanings((first, second))["乙"] == "b"


@pytest.mark.parametrize(
    "written", ["是", "√", "✔", "TRUE", "True", "1", "1.0", "Y", "ｙ", "yes", "有", "有效", " 是 "]
)
def test_yes_is_read(answer: Answer, written: str) -> None:
    assert answer(word.flag("x"), written) is True


@pytest.mark.parametrize("written", ["否", "×", "✗", "false", "0", "N", "no", "无", "没有", "无效", "失效"])
def test_no_is_read(answer: Answer, written: str) -> None:
    assert answer(word.flag("x"), written) is False


@pytest.mark.parametrize("written", ["", "未测", "也许", "是/否", "是否", "2"])
def test_neither_yes_nor_no_is_not_read(answer: Answer, written: str) -> None:
    assert answer(word.flag("x"), written) is None


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("打卡签到", "checkin"),
        ("打卡、积分", "checkin;points"),
        ("积分排名，打卡", "points;checkin"),
        ("打卡；签到", "checkin"),
        ("checkin;points,online_time", "checkin;points;online_time"),
        ("打卡 、 上传照片", "checkin;forced_upload"),
        ("无", "none"),
        ("没有", "none"),
    ],
)
def test_several_words_are_joined_once_each_in_the_order_given(answer: Answer, written: str, codes: str) -> None:
    assert answer(word.codes("x", FEATURES), written) == codes


@pytest.mark.parametrize("written", ["打卡;跳舞", "无、打卡", ";", "、", ""])
def test_a_list_with_one_word_not_known_is_not_read(answer: Answer, written: str) -> None:
    assert answer(word.codes("x", FEATURES), written) is None


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("320100", "320100"),
        ("320100.0", "320100"),
        ("320100.00", "320100"),
        ("00123", "00123"),
        ("'00123", "00123"),
        ('="0012"', "0012"),
        ("ＪＳ－００１", "JS-001"),
        ("苏ICP备（2021）1号", "苏ICP备(2021)1号"),
        ("  a ", "a"),
        ("1E17", "1E17"),
        ("无", "none"),
        ("暂无", "none"),
        ("无锡", "无锡"),
        ("nation-1", "nation-1"),
    ],
)
def test_an_id_is_kept_without_what_a_spreadsheet_did_to_it(answer: Answer, written: str, kept: str) -> None:
    assert answer(ID, written) == kept


@pytest.mark.parametrize(
    "written", ["", "-", "—", "N/A", "未知", "1.23E+17", "1.23456789012345e+17", "#REF!", "#N/A", "＃REF！"]
)
def test_an_id_that_is_empty_or_mangled_is_not_kept(answer: Answer, written: str) -> None:
    assert answer(ID, written) is None


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("*", "*"),
        ("f1", "f1"),
        ("F1、F2， f3", "F1;F2;f3"),
        ("a;b;", "a;b"),
        ("无", "none"),
        ("320100.0;2", "320100;2"),
    ],
)
def test_several_ids_are_joined_in_the_order_given(answer: Answer, written: str, kept: str) -> None:
    assert answer(IDS, written) == kept


def test_a_list_with_one_mangled_id_is_not_kept(answer: Answer) -> None:
    assert answer(IDS, "1;1.2E+17") is None


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("泰州发布", "泰州发布"),
        ("１２３（试）", "１２３（试）"),
        ("'=1+1", "=1+1"),
        ("''=1+1", "'=1+1"),
        ("=1+1", "=1+1"),
        ("'引用'", "'引用'"),
        ("无", "none"),
        ("无锡发布", "无锡发布"),
        ("-1号群", "-1号群"),
    ],
)
def test_text_keeps_its_characters(answer: Answer, written: str, kept: str) -> None:
    assert answer(word.text("jf_trim(x)"), written) == kept


@pytest.mark.parametrize("written", ["", " \u3000\n", "-", "——", "不详", "N/A", "ｎ／ａ", "#VALUE!"])
def test_text_that_says_nothing_is_empty(answer: Answer, written: str) -> None:
    assert answer(word.text("jf_trim(x)"), written) is None
