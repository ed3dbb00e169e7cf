"""What has had its time is cleared, and nothing else."""

from collections.abc import Callable
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from tests.web.conftest import AT

from jianfu.web.base.actions import clearing
from jianfu.web.base.models import ApiToken, Delivery, Job, KeptAnswer, OpenSession, User, Webhook

OLD, NEW = AT - timedelta(days=100), AT - timedelta(hours=1)


def test_ended_sessions_go_and_living_ones_stay(db: None) -> None:
    for name, ends in (("ended", NEW), ("living", AT + timedelta(hours=1))):
        OpenSession.objects.create(session_key=name, session_data="", expire_date=ends)
    assert clearing.clear(at=AT)["sessions"] == 1
    assert [session.session_key for session in OpenSession.objects.all()] == ["living"]


def test_kept_answers_and_tellings_go_after_their_time(db: None, person: Callable[..., User]) -> None:
    user = person()
    token = ApiToken.objects.create(user=user, name="t", prefix="p", digest="d", created_at=OLD, expires_at=AT)
    hook = Webhook.objects.create(name="h", url="https://x/", salt="s", created_by=user, created_at=OLD)
    for number, at in enumerate((OLD, NEW)):
        KeptAnswer.objects.create(token=token, key=str(number), asked="", status=200, body="", at=at)
        Delivery.objects.create(webhook=hook, first_seq=number, made_at=at, next_at=at, state="delivered")
    Delivery.objects.create(webhook=hook, first_seq=9, made_at=OLD, next_at=AT)
    said = clearing.clear(at=AT)
    assert (said["answers"], said["tellings"]) == (1, 1)
    assert [answer.key for answer in KeptAnswer.objects.all()] == ["1"]
    assert sorted(Delivery.objects.values_list("first_seq", flat=True)) == [1, 9]


def test_files_of_old_jobs_go_and_the_job_says_so(db: None) -> None:
    file = {"name": "a", "bytes": 1}
    made = [
        Job.objects.create(kind="", title="", state="done", created_at=OLD, ended_at=at, files=[file])
        for at in (OLD, NEW)
    ]
    for job in made:
        default_storage.delete(f"jobs/{job.pk}/a")
        default_storage.save(f"jobs/{job.pk}/a", ContentFile(b"1"))
    assert clearing.clear(at=AT)["files"] == 1
    old, new = Job.objects.order_by("pk")
    assert (old.files, "保存期限" in old.log, default_storage.exists(f"jobs/{old.pk}/a")) == ([], True, False)
    assert (len(new.files), default_storage.exists(f"jobs/{new.pk}/a")) == (1, True)
