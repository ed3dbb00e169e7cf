"""The statements behind our pages, asked of the database alone: no page, no framework, each person a connection."""

import sqlite3
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

import place
from load import Ask

PRAGMAS = ("synchronous=NORMAL", "busy_timeout=20000", "cache_size=-65536", "mmap_size=268435456")
SETTINGS = "-c random_page_cost=1.1 -c jit=off"
"""Both as in Jianfu's settings."""
Statements = list[list[Any]]


def asker(database: str, questions: Sequence[Statements]) -> Callable[[Random], Ask]:
    """Return a maker of a person who asks the database one of the questions, at random, and reads every row."""

    def make(chance: Random) -> Ask:
        run = _sqlite() if database == "sqlite" else _postgres()

        def ask(_turn: int) -> None:
            for sql, parameters in chance.choice(questions):
                run(sql, parameters)

        return ask

    return make


def _sqlite() -> Callable[[str, list[Any]], list[Any]]:
    connection = sqlite3.connect(place.file_of("register"), isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return lambda sql, parameters: connection.execute(sql.replace("%s", "?").replace("%%", "%"), parameters).fetchall()


def _postgres() -> Callable[[str, list[Any]], list[Any]]:
    import psycopg

    connection = psycopg.connect(place.address("postgres", "register"), autocommit=True, options=SETTINGS)
    return lambda sql, parameters: connection.execute(sql, parameters or None).fetchall()
