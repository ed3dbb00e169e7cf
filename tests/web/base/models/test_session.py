"""A session as a row."""

from jianfu.web.base.models import OpenSession
from jianfu.web.base.session_store import SessionStore


def test_a_row_gives_back_what_the_session_held(db: None) -> None:
    session = SessionStore()
    session["chosen"] = "甲"
    session.save()
    assert OpenSession.objects.get(pk=session.session_key).get_decoded() == {"chosen": "甲"}
