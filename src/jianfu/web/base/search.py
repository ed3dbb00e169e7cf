"""Search by part of a name, by pinyin and by initials, the same on SQLite and PostgreSQL.

A row's search column holds space-parted tokens. For each name: every character, every two neighbouring characters,
and from every character on the rest's pinyin and the rest's initials, so that 水务, shuiwu and sw all find 清河水务.
What is asked is cut into tokens in the same way; a row answers if it holds them all: characters whole, letters as
the beginning of a token.

SQLite keeps an FTS5 table over the column (``<table>_search``), PostgreSQL a GIN index; both come with the migration
``0002_search`` of the word. A column without either gives the same answer, slowly.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Any

from django.db import connections
from django.db.models import BooleanField, F, Func, QuerySet, TextField, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Concat

from jianfu.engine.names.reading import reading

HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
MOST_PINYIN = 24
MOST_INITIALS = 12

_RUNS = re.compile(f"[{HAN}]+|[a-z0-9]+")
_HAN = re.compile(f"[{HAN}]")


def text_for(*names: str) -> str:
    """Return what the search column holds for a thing with these names."""
    return " ".join(dict.fromkeys(token for name in names if name for token in _name_tokens(name)))


def tokens_of(asked: str) -> tuple[tuple[str, bool], ...]:
    """Return the tokens a row must hold to answer, each with whether the beginning of one is enough."""
    found: dict[tuple[str, bool], None] = {}
    for run in _runs(asked):
        if not _HAN.match(run):
            found[(run[:MOST_PINYIN], True)] = None
        elif len(run) == 1:
            found[(run, False)] = None
        else:
            found.update({(run[at : at + 2], False): None for at in range(len(run) - 1)})
    return tuple(found)


def answers(search: str, asked: str) -> bool:
    """Tell whether a search column with that text answers: what both databases must agree with."""
    held = search.split(" ")
    return all(
        any(token.startswith(wanted) if as_prefix else token == wanted for token in held)
        for wanted, as_prefix in tokens_of(asked)
    )


def matching(rows: QuerySet[Any], column: str, asked: str) -> QuerySet[Any]:
    """Return the rows whose search column answers to what was asked; all of them where nothing can be searched for.

    ``column`` may lead to another row (``sponsor__search``).
    """
    if not (tokens := tokens_of(asked)):
        return rows
    way, _parted, name = column.rpartition("__")
    if way:
        related = _related(rows.model, way)._default_manager.using(rows.db)
        return rows.filter(**{f"{way}__in": matching(related.all(), name, asked).values("pk")})
    if rows.model._meta.get_field(name).name != name:
        raise ValueError(column)
    if connections[rows.db].vendor == "postgresql":
        return _by_tsvector(rows, name, tokens)
    if (table := f"{rows.model._meta.db_table}_search") in _tables(rows.db):
        return _by_fts5(rows, table, tokens)
    return _by_reading(rows, name, tokens)


def _name_tokens(name: str) -> list[str]:
    found: list[str] = []
    sounds: list[str] = []
    for run in _runs(name):
        if not _HAN.match(run):
            sounds.append(run)
            continue
        found += [*run, *(run[at : at + 2] for at in range(len(run) - 1))]
        sounds += _sounds(run)
    for at in range(len(sounds)):
        found.append("".join(sounds[at : at + MOST_PINYIN])[:MOST_PINYIN])
        found.append("".join(sound[0] for sound in sounds[at : at + MOST_INITIALS]))
    return found


def _runs(text: str) -> list[str]:
    return _RUNS.findall(unicodedata.normalize("NFKC", text).casefold())


def _sounds(run: str) -> list[str]:
    """Return one syllable a character; a character without a reading stands for itself."""
    whole = reading(run).split()
    parts = whole if len(whole) == len(run) else [reading(one) or one for one in run]
    return [_plain(part) or one for part, one in zip(parts, run, strict=True)]


@lru_cache(maxsize=5_000)
def _plain(syllable: str) -> str:
    return re.sub("[^a-z]", "", unicodedata.normalize("NFKD", syllable).casefold())


def _related(model: Any, way: str) -> Any:
    for part in way.split("__"):
        model = model._meta.get_field(part).related_model
    return model


@lru_cache(maxsize=4)
def _tables(alias: str) -> frozenset[str]:
    return frozenset(connections[alias].introspection.table_names())


def _by_fts5(rows: QuerySet[Any], table: str, tokens: tuple[tuple[str, bool], ...]) -> QuerySet[Any]:
    asked = " AND ".join(f'"{token}"{"*" if as_prefix else ""}' for token, as_prefix in tokens)
    # The table's name is ours; what was asked is a parameter.
    found = RawSQL(f'SELECT rowid FROM "{table}" WHERE "{table}" MATCH %s', (asked,))  # noqa: S611
    return rows.filter(pk__in=found)


class _Held(Func):
    """The column's tokens as a tsvector: the expression that the index of ``0002_search`` is over."""

    template = "array_to_tsvector(array_remove(string_to_array(%(expressions)s, ' '), ''))"


class _Holds(Func):
    template = "%(expressions)s::tsquery"
    arg_joiner = " @@ "
    output_field = BooleanField()


def _by_tsvector(rows: QuerySet[Any], name: str, tokens: tuple[tuple[str, bool], ...]) -> QuerySet[Any]:
    asked = " & ".join(f"'{token}'{':*' if as_prefix else ''}" for token, as_prefix in tokens)
    return rows.filter(_Holds(_Held(F(name)), Value(asked)))


def _by_reading(rows: QuerySet[Any], name: str, tokens: tuple[tuple[str, bool], ...]) -> QuerySet[Any]:
    rows = rows.alias(padded_search=Concat(Value(" ", TextField()), F(name), Value(" ", TextField())))
    for token, as_prefix in tokens:
        rows = rows.filter(padded_search__contains=f" {token}" if as_prefix else f" {token} ")
    return rows
