import importlib.util
from pathlib import Path
from typing import Any

import polib
import pytest


@pytest.fixture(scope="module")
def tool(repository: Path) -> Any:
    spec = importlib.util.spec_from_file_location("make_messages", repository / "tools/make_messages.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def web(tmp_path: Path) -> Path:
    (tmp_path / "words.py").write_text('label = _("登记")\nmany = ngettext("%(n)d 行", "%(n)d 行", n)\n', "utf-8")
    (tmp_path / "page.html").write_text(
        '{% load i18n %}{% translate "登记" %}{% blocktranslate %}共 {{ n }} 行，占 5%{% endblocktranslate %}', "utf-8"
    )
    return tmp_path


def _translate(web: Path, **english: str) -> None:
    path = web / "locale/en/LC_MESSAGES/django.po"
    catalogue = polib.pofile(str(path))
    for entry in catalogue:
        said = english.get("each", f"en {entry.msgid}")
        if entry.msgid_plural:
            entry.msgstr_plural = {0: said, 1: said}
        else:
            entry.msgstr = said
    catalogue.save()


def test_strings_of_python_and_of_templates_are_gathered_once_with_their_places(tool: Any, web: Path) -> None:
    found = tool.gather(web)
    assert found[tool.Marked("", "登记", "")] == ["page.html", "words.py"]
    assert found[tool.Marked("", "%(n)d 行", "%(n)d 行")] == ["words.py"]
    assert [marked.text for marked in found if "共" in marked.text] == ["共 %(n)s 行，占 5%%"]


def test_a_first_run_writes_catalogues_and_names_what_has_no_english(tool: Any, web: Path, capsys: Any) -> None:
    assert tool.main(["--web", str(web)]) == 1
    assert "no English: 登记" in capsys.readouterr().err
    assert (web / "locale/zh_Hans/LC_MESSAGES/django.mo").is_file()


def test_english_once_written_is_kept_and_the_check_passes(tool: Any, web: Path) -> None:
    tool.main(["--web", str(web)])
    _translate(web)
    assert tool.main(["--web", str(web)]) == 0
    assert tool.main(["--web", str(web), "--check"]) == 0
    said = {entry.msgid: entry.msgstr for entry in polib.mofile(str(web / "locale/en/LC_MESSAGES/django.mo"))}
    assert said["登记"] == "en 登记"


def test_the_check_fails_once_a_string_was_added(tool: Any, web: Path) -> None:
    tool.main(["--web", str(web)])
    _translate(web)
    tool.main(["--web", str(web)])
    (web / "more.py").write_text('label = _("注销")\n', "utf-8")
    assert tool.main(["--web", str(web), "--check"]) == 1


def test_chinese_pages_stay_chinese_whatever_the_default_language(tool: Any, web: Path) -> None:
    tool.main(["--web", str(web)])
    chinese = polib.mofile(str(web / "locale/zh_Hans/LC_MESSAGES/django.mo"))
    assert all(entry.msgstr == entry.msgid for entry in chinese if not entry.msgid_plural)
