"""Words of closed sets in both languages."""

from django.utils import translation

from jianfu.engine.detection.rule import Text
from jianfu.web.registry.queries import words


def test_a_word_is_read_in_the_language_of_the_page() -> None:
    label = dict(words.choices("state"))["closed"]
    with translation.override("zh-hans"):
        assert (str(label), words.word_of("state", "closed")) == ("已注销", "已注销")
    with translation.override("en"):
        assert (str(label), str(words.text(Text("停更", "Stop")))) == ("closed", "Stop")


def test_an_unknown_code_stands_for_itself() -> None:
    assert words.word_of("state", "lost") == "lost"
    assert words.choices("purpose") == ()
