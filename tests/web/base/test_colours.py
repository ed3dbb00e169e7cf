import re
from itertools import product

import pytest

from jianfu.web.base.colours import FILE, colours

VALUES = dict(colours())
ON_PAPER = ("ink", "ink-soft", "blue", "link", "good", "warn", "bad", "quiet")
ON_WASH = (("good", "good-wash"), ("warn", "warn-wash"), ("bad", "bad-wash"), ("quiet", "quiet-wash"))


def _light(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_light(VALUES[one]), _light(VALUES[other])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("ink", "ground"), [*product(ON_PAPER, ("paper", "wash")), *ON_WASH, ("paper", "blue-deep")])
def test_text_stands_out_from_its_ground(ink: str, ground: str) -> None:
    assert _contrast(ink, ground) >= 4.5


@pytest.mark.parametrize(("edge", "ground"), [("edge", "paper"), ("focus", "paper"), ("focus-on-blue", "blue")])
def test_edges_of_controls_and_the_focus_stand_out_from_their_ground(edge: str, ground: str) -> None:
    assert _contrast(edge, ground) >= 3


def test_every_token_that_a_style_uses_is_stated() -> None:
    stated = set(re.findall(r"^\s*(--[\w-]+):", FILE.read_text("utf-8"), re.M))
    used = {
        name for path in FILE.parent.glob("*.css") for name in re.findall(r"var\((--[\w-]+)\)", path.read_text("utf-8"))
    }
    assert used - stated == set()
