"""What is asked of the register: the addresses of each page, ours and the admin's, and the bare SQL of ours.

``python bench/web/questions.py sqlite|postgres`` prints them as JSON with the cookies of twenty people; who asks
needs no Django.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any
from urllib.parse import quote, urlencode

import place

PAGES = ("list", "entry", "coverage")
TERMS = ("水务", "教育", "民政", "应急", "卫生", "服务", "通知", "财政")
FILTERED = [("work_group", "grassroots"), ("work_group", "internal"), ("new_media", "public")]
ENTRIES, PLACES = 60, 20
FACTS = ("registry_", "census_", "base_audit")
"""Where the answer stands; who asks (sessions, people, roles) is no part of the question."""
Record = dict[str, Any]


def asked(database: str) -> Record:
    """Return addresses, statements and cookies for one register."""
    place.ready(database, "register")
    chance = Random(7)
    ours, admin = _lists(), _admin_lists()
    entries, keys = _entries(chance)
    paths = {"list": ours, "entry": entries, "coverage": _coverages(chance)}
    cookies = _cookies()
    return {
        "ours": paths,
        "admin": {"list": admin, "entry": keys, "coverage": ["/admin/census/declaration/?state__exact=signed"]},
        "bare": {page: [_statements(path, cookies[0]) for path in paths[page]] for page in PAGES},
        "cookies": cookies,
    }


def _lists() -> list[str]:
    said = [
        {"category": category, "state": "active", "audience": audience, "q": term}
        for category, audience in FILTERED
        for term in TERMS
    ]
    return [f"/registry/assets/?{urlencode(each)}" for each in said]


def _admin_lists() -> list[str]:
    said = [
        {"category__exact": category, "state__exact": "active", "audience__exact": audience, "q": term}
        for category, audience in FILTERED
        for term in TERMS
    ]
    return [f"/admin/registry/asset/?{urlencode(each)}" for each in said]


def _entries(chance: Random) -> tuple[list[str], list[str]]:
    from jianfu.web.registry.models import Asset

    every = list(Asset.objects.order_by("pk").values_list("pk", "asset_id"))
    some = chance.sample(every, ENTRIES)
    return (
        [f"/registry/asset/{quote(asset_id)}" for _, asset_id in some],
        [f"/admin/registry/asset/{pk}/change/" for pk, _ in some],
    )


def _coverages(chance: Random) -> list[str]:
    from jianfu.web.census.models import Campaign
    from jianfu.web.units.models import Unit

    campaign = Campaign.objects.latest("pk")
    places = list(Unit.objects.filter(level__in=("city", "county"), children__isnull=False).distinct().order_by("pk"))
    chosen = ["", *(unit.unit_id for unit in chance.sample(places, min(PLACES, len(places))))]
    return [f"/census/campaigns/{campaign.pk}/coverage/?{urlencode({'at': each})}" for each in chosen]


def _cookies() -> list[str]:
    from django.conf import settings
    from django.test import Client

    from jianfu.web.base.models import User

    found = []
    for user in User.objects.filter(username__startswith="u").order_by("pk"):
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        found.append(f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}")
    return found


def _statements(path: str, cookie: str) -> list[list[Any]]:
    """Return the statements that give our page its answer, asked for the first time."""
    from django.core.cache import cache
    from django.test import Client

    cache.clear()
    client = Client()
    name, _, value = cookie.partition("=")
    client.cookies[name] = value
    with _kept() as said:
        answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return [[sql, parameters] for sql, parameters in said if any(table in sql for table in FACTS)]


@contextmanager
def _kept() -> Iterator[list[tuple[str, list[Any]]]]:
    from django.db import connection

    said: list[tuple[str, list[Any]]] = []

    def keep(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(("SELECT", "WITH")):
            said.append((sql, [each if isinstance(each, int | None) else str(each) for each in parameters or ()]))
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(keep):
        yield said


if __name__ == "__main__":
    os.environ["JIANFU_HOSTS"] = "testserver,127.0.0.1"
    print(json.dumps(asked(sys.argv[1]), ensure_ascii=False))
