"""Slips of the hand in Chinese names: what a second person types who means the same thing.

Homophones come from the readings of the characters that names of places and organs are made of, near shapes from a
table of our own.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
from pypinyin import Style, lazy_pinyin

from jianfu.engine.names import division
from jianfu.engine.synth import likeness_word

NEAR_SHAPES = (
    "己已巳 末未 土士 日曰 人入 天夫 州洲 苑宛 晴睛 城诚 清青情请 阳洋 丰沣 江汇 林材 鸟乌 候侯 陕狭峡 "
    "兖衮 亳毫 泰秦奉 兴兰 淮准 锡赐 徐涂 崇祟 垛剁 治冶 冷泠 商滴 博搏 密蜜 宜宣 宫官 管菅 萧肃 蓝篮 "
    "栗粟 徽微 辛幸 园圆 厂广 荼茶 贡页 戍戌 赢嬴 汨泊 杨扬 梁粱 湖瑚 桥侨 坡披 港巷 河何 溪奚 沙纱 庄压 "
    "岭岑 塔搭 坪评 堡煲 镇慎 乡多 县具 区匹 村材 社杜 政致 务条 教孝 育盲 民氏 健键 康唐 安按 水永 利刹 "
    "农衣 文丈 旅族 税悦 监览 检捡 察擦 法去 院完 医匠 保褓 障嶂 中申 心必 服报 发友 布市 平苹 先洗 锋峰 "
    "工土 妇扫 联耿"
)
ENDINGS = (
    "官方",
    "官微",
    "官方号",
    "官方微信",
    "(官方)",
    "官方账号",
    "官方平台",
    "政务号",
    "微",
    "公众号",
    "V",
    "官号",
)
"""What is added to a name without making another account of it."""
EXTRA = "的市县新小大1、·.-"
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
Slip = Callable[[str, np.random.Generator], str]


@cache
def homophones() -> dict[str, str]:
    """Return for each character of place and organ names the commonest others of the same reading, without tone."""
    counts = Counter("".join(found.name for found in division.by_code().values()))
    counts.update(likeness_word.ORGANS + likeness_word.INSTITUTIONS + likeness_word.TOWN_OFFICES)
    characters = [character for character, _ in counts.most_common() if "\u4e00" <= character <= "\u9fff"]
    groups: dict[str, list[str]] = {}
    for character, reading in zip(characters, lazy_pinyin(characters, style=Style.NORMAL), strict=True):
        groups.setdefault(reading, []).append(character)
    return {one: "".join(o for o in group[:8] if o != one) for group in groups.values() for one in group}


@cache
def near_shapes() -> dict[str, str]:
    """Return for each character of the table those that look like it."""
    found: dict[str, str] = {}
    for group in NEAR_SHAPES.split():
        for one in group:
            found[one] = found.get(one, "") + group.replace(one, "")
    return found


def homophone(text: str, random: np.random.Generator) -> str:
    """Return the text with one character typed by its sound."""
    return _replaced(text, homophones(), random)


def shape(text: str, random: np.random.Generator) -> str:
    """Return the text with one character taken for one of its shape; as it stands when none has such."""
    return _replaced(text, near_shapes(), random)


def swapped(text: str, random: np.random.Generator) -> str:
    """Return the text with two neighbouring characters changed over."""
    if len(text) < 3:
        return text
    at = int(random.integers(0, len(text) - 1))
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def dropped(text: str, random: np.random.Generator) -> str:
    """Return the text without one of its characters; a text of three or fewer stays whole."""
    if len(text) < 4:
        return text
    at = int(random.integers(0, len(text)))
    return text[:at] + text[at + 1 :]


def typed(text: str, random: np.random.Generator) -> str:
    """Return the text with a character doubled or a stray one put in."""
    at = int(random.integers(1, len(text) + 1))
    more = text[at - 1] if random.random() < 0.5 else EXTRA[int(random.integers(0, len(EXTRA)))]
    return text[:at] + more + text[at:]


def ended(text: str, random: np.random.Generator) -> str:
    """Return the text with an ending that makes no other account of it."""
    return text + ENDINGS[int(random.integers(0, len(ENDINGS)))]


def spaced(text: str, random: np.random.Generator) -> str:
    """Return the text in full width, or with a blank or quotation marks about it."""
    way = int(random.integers(0, 4))
    if way == 0:
        return text.translate(WIDE)
    if way == 1:
        at = int(random.integers(1, max(len(text), 2)))
        return text[:at] + "　" + text[at:]
    return f"“{text}”" if way == 2 else f" {text} "


def retyped(text: str, random: np.random.Generator) -> str:
    """Return an account's id as another person types it: case, blanks, width, a sign or word before it."""
    ways = (text.upper(), text.translate(WIDE), f" {text}", f"@{text}", f"ID:{text}", f"微信号：{text}", text.title())
    way = int(random.integers(0, len(ways) + 1))
    return ways[way] if way < len(ways) else f"{text[:4]} {text[4:]}"


def _replaced(text: str, others: dict[str, str], random: np.random.Generator) -> str:
    able = [place for place, character in enumerate(text) if others.get(character)]
    if not able:
        return text
    at = able[int(random.integers(0, len(able)))]
    choice = others[text[at]]
    return text[:at] + choice[int(random.integers(0, len(choice)))] + text[at + 1 :]


def slipped(text: str, slips: Sequence[Slip], random: np.random.Generator) -> str:
    """Return the text after the slips given, in their order."""
    for slip in slips:
        text = slip(text, random)
    return text
