"""Clear away what has had its time: ended sessions, kept answers, tellings that arrived, files jobs made."""

from datetime import datetime, timedelta

from django.core.files.storage import default_storage
from django.db.models import Q
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from jianfu.web.base.models import Delivery, Job, KeptAnswer, OpenSession

ANSWERS_KEPT = timedelta(days=2)
TELLINGS_KEPT = timedelta(days=90)
FILES_KEPT = timedelta(days=90)
CLEARED = {"zh": "结果文件已满保存期限，已清除。", "en": "The files were kept for their time and are cleared."}
ENDED_TASKS = (TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED)


def clear(*, at: datetime) -> dict[str, int]:
    """Delete what nobody can use any more and return how many rows of each went. The audit chain is never touched."""
    tasks = DBTaskResult.objects.filter(status__in=ENDED_TASKS, enqueued_at__lt=at - ANSWERS_KEPT)
    tellings = Delivery.objects.filter(~Q(state=Delivery.State.WAITING), made_at__lt=at - TELLINGS_KEPT)
    return {
        "sessions": OpenSession.objects.filter(expire_date__lt=at).delete()[0],
        "answers": KeptAnswer.objects.filter(at__lt=at - ANSWERS_KEPT).delete()[0],
        "tellings": tellings.delete()[0],
        "tasks": tasks.delete()[0],
        "files": _clear_files(before=at - FILES_KEPT),
    }


def _clear_files(*, before: datetime) -> int:
    """Delete the files that jobs made long ago; the job itself stays, and its log says so."""
    cleared = 0
    for job in Job.objects.filter(ended_at__lt=before).exclude(files=[]).order_by("pk").iterator():
        for file in job.files:
            default_storage.delete(f"jobs/{job.pk}/{file['name']}")
            cleared += 1
        told = f"{CLEARED['zh']} {CLEARED['en']}\n"
        Job.objects.filter(pk=job.pk).update(files=[], log=job.log + told)
    return cleared
