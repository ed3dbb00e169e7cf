"""A file of settings for the rooms that propose: which parameters differ from their defaults.

YAML with the sections ``link``, ``notices``, ``groups`` and ``plan``; each names parameters and values. What is not
named keeps its default.
"""

from dataclasses import fields, replace
from pathlib import Path
from typing import Any, TypeVar

import yaml
from rapidfuzz import process

from jianfu.engine.propose import Settings

SECTIONS = ("link", "notices", "groups", "plan")
Record = TypeVar("Record")


class UnableToReadSettings(Exception):
    """The settings are no YAML, name something unknown, or give a value of another kind."""

    def __init__(self, path: Path, *, zh: str, en: str) -> None:
        super().__init__(f"{path}: {zh} | {en}")
        self.zh, self.en = f"设置文件 {path}：{zh}", f"Settings {path}: {en}"


def read(path: Path) -> Settings:
    """Return the settings of the file. Raises UnableToReadSettings."""
    told: object
    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as fault:
        raise UnableToReadSettings(
            path,
            zh=f"读不出来，应为 UTF-8 的 YAML 文件。原因：{fault}",
            en=f"cannot be read; expected YAML in UTF-8. Cause: {fault}",
        ) from fault
    if not isinstance(told, dict):
        raise UnableToReadSettings(
            path, zh=f"应为“{'、'.join(SECTIONS)}”各节，见到的是 {told!r}。", en=f"expected sections, found {told!r}."
        )
    for section in told:
        _known(path, str(section), SECTIONS)
    defaults = Settings()
    given = {str(name): _changed(path, str(name), getattr(defaults, str(name)), told[name]) for name in told}
    return replace(defaults, **given)


def _changed(path: Path, section: str, defaults: Record, given: object) -> Record:
    """Return the section's record with the values given."""
    names = tuple(field.name for field in fields(defaults))  # type: ignore[arg-type]
    if not isinstance(given, dict):
        raise UnableToReadSettings(
            path,
            zh=f"“{section}”一节应为“参数: 值”，见到的是 {given!r}。",
            en=f"section {section} must hold parameters, found {given!r}.",
        )
    values: dict[str, Any] = {}
    for name, value in given.items():
        _known(path, str(name), names, section)
        values[name] = _like(path, f"{section}.{name}", value, getattr(defaults, name))
    return replace(defaults, **values)  # type: ignore[type-var]


def _like(path: Path, name: str, value: object, default: object) -> object:
    """Return the value as the kind of its default: lists become tuples, whole numbers may stand for others."""
    if isinstance(default, tuple) and isinstance(value, list):
        return tuple(value)
    if isinstance(default, float) and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, type(default)) and isinstance(value, bool) == isinstance(default, bool):
        return value
    raise UnableToReadSettings(
        path,
        zh=f"“{name}”应为 {default!r} 一类的值，见到的是 {value!r}。",
        en=f"{name} must be a value such as {default!r}, found {value!r}.",
    )


def _known(path: Path, name: str, names: tuple[str, ...], section: str = "") -> None:
    if name in names:
        return
    hint = process.extractOne(name, names)[0]
    shown = f"{section}.{name}" if section else name
    raise UnableToReadSettings(
        path,
        zh=f"没有“{shown}”这一项，最接近的是“{hint}”。可用：{'、'.join(names)}。",
        en=f"{shown} is not known; the nearest is {hint}. Known: {', '.join(names)}.",
    )
