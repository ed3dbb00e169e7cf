from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_anybody_may_see_the_styles(client: Client) -> None:
    page = client.get("/style/").content.decode()
    assert page.count("<h1>") == 1
    assert "--blue" in page


def test_the_tour_is_shown_in_demo_mode_alone(client: Client, settings: Any) -> None:
    assert client.get("/tour/").status_code == 404
    settings.DEMO = True
    page = client.get("/tour/").content.decode()
    assert page.count("<li><h2>") == 10
    assert "演示数据，均为虚构" in page


def test_the_language_chosen_is_kept_and_one_returns_to_the_page(client: Client) -> None:
    answer = client.post("/language/", {"language": "en", "next": "/style/?a=1"})
    assert (answer.status_code, answer["Location"]) == (302, "/style/?a=1")
    assert '<html lang="en">' in client.get("/style/").content.decode()


def test_the_choice_of_language_leads_to_no_other_site(client: Client) -> None:
    assert client.post("/language/", {"language": "en", "next": "https://elsewhere.test/"})["Location"] == "/"


def test_a_form_with_errors_says_them_on_top_and_beside_the_field(client: Client) -> None:
    page = client.get("/style/").content.decode()
    assert 'class="error-summary" role="alert" tabindex="-1" autofocus' in page
    assert '<a href="#wrong_unit">' in page
    assert 'aria-describedby="wrong_unit_helptext wrong_unit_error"' in page


def test_no_page_has_a_script_or_style_within_it(client: Client) -> None:
    page = client.get("/style/").content.decode()
    assert page.count("<script ") == page.count("<script src=") == page.count("<script")
    assert " style=" not in page
    assert "<style" not in page
