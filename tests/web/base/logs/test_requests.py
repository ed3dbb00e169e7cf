"""Log lines of requests, and the limit on them."""

import logging
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client


@pytest.fixture(autouse=True)
def fresh() -> None:
    cache.clear()


def test_a_line_names_the_route_and_nothing_of_the_address(db: None, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="jianfu.requests"):
        answer = Client().get("/style/?name=张三")
        Client().get("/health")
    [record] = [each for each in caplog.records if each.name == "jianfu.requests"]
    told: Any = record.__dict__
    assert (told["route"], told["status"], told["method"]) == ("base:style", answer.status_code, "GET")
    assert told["request_id"] == answer["X-Request-ID"]
    assert "张三" not in str(told)


def test_who_asks_too_often_is_told_to_wait(db: None, settings: Any) -> None:
    settings.PUBLIC_READS_A_MINUTE = 2
    answers = [Client().get("/tour/") for _ in range(6)]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert refused
    assert refused[0]["Retry-After"] == "60"
    assert "请求过于频繁" in refused[0].content.decode()


def test_a_program_is_told_so_as_the_api_tells_its_errors(db: None, settings: Any) -> None:
    settings.PUBLIC_READS_A_MINUTE = 0
    answer = Client().get("/api/v1/assets", headers={"authorization": "Bearer jianfu_x_y"})
    assert (answer.status_code, answer["Retry-After"], answer.json()["code"]) == (429, "60", "http_429")


def test_writes_are_limited_apart_from_reads(db: None, settings: Any) -> None:
    settings.WRITES_A_MINUTE = 1
    assert 429 in {Client().post("/language/").status_code for _ in range(4)}
    assert Client().get("/tour/").status_code != 429
