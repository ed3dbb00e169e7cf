"""Find the jobs of dead workers, and run them once more or fail them with a sentence."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from jianfu.web.base.jobs import alive
from jianfu.web.base.jobs.kinds import is_resumable
from jianfu.web.base.jobs.running import run_job
from jianfu.web.base.models import Job

ATTEMPTS = 2
AGAIN = {"zh": "工作进程中断，任务从头再运行一次。", "en": "The worker died; the job is run once more from the start."}
NOT_AGAIN = {
    "zh": "运行这个任务的工作进程中断了，任务没有完成；已写入的部分见审计记录。请核对后重新发起。",
    "en": "The worker running this job died before the end; what it wrote is in the audit. Check, then start anew.",
}


def rescue(*, at: datetime, stale_seconds: float) -> int:
    """Give every job whose worker is dead back to the queue, or fail it; return how many there were."""
    before = at - timedelta(seconds=stale_seconds)
    stale = Job.objects.filter(state=Job.State.RUNNING, beat_at__lt=before).order_by("pk")
    found = sum(_rescue(job, at=at) for job in stale if not alive.is_held(f"job-{job.pk}"))
    return found + _queue_again(before)


def _rescue(job: Job, *, at: datetime) -> bool:
    """Decide about one job, unless it was heard of since it was looked at."""
    same = Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, attempts=job.attempts, beat_at=job.beat_at)
    with transaction.atomic():
        if job.cancel_asked:
            return bool(same.update(state=Job.State.CANCELLED, ended_at=at))
        if job.attempts >= ATTEMPTS or not is_resumable(job.kind):
            return bool(same.update(state=Job.State.FAILED, ended_at=at, result={"unable": NOT_AGAIN}))
        told = Concat(F("log"), Value(f"{AGAIN['zh']} {AGAIN['en']}\n"))
        if not same.update(state=Job.State.WAITING, log=told):
            return False
        _close_task(job.pk)
        run_job.enqueue(job.pk)
        return True


def _queue_again(before: datetime) -> int:
    """Queue waiting jobs that no task stands for: their worker died between taking the task and the job."""
    waiting = set(Job.objects.filter(state=Job.State.WAITING, created_at__lt=before).values_list("pk", flat=True))
    if not waiting:
        return 0
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY).values_list("args_kwargs", flat=True)
    lost = waiting - {said["args"][0] for said in ready if said["args"]}
    with transaction.atomic():
        for pk in sorted(pk for pk in lost if not alive.is_held(f"job-{pk}")):
            _close_task(pk)
            run_job.enqueue(pk)
    return len(lost)


def _close_task(pk: int) -> None:
    tasks = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, args_kwargs={"args": [pk], "kwargs": {}})
    tasks.update(status=TaskResultStatus.FAILED)
