"""What the web half keeps beneath every word: people who sign in, the audit chain, jobs."""

from jianfu.web.base.models.audit import AuditEntry, AuditHead, AuditSeal
from jianfu.web.base.models.job import Job, Worker
from jianfu.web.base.models.lists import Batch, BatchRow, SavedView
from jianfu.web.base.models.periodic import PeriodicWork
from jianfu.web.base.models.session import OpenSession
from jianfu.web.base.models.token import ApiToken, KeptAnswer
from jianfu.web.base.models.user import User
from jianfu.web.base.models.webhook import Delivery, Webhook

__all__ = [
    "ApiToken",
    "AuditEntry",
    "AuditHead",
    "AuditSeal",
    "Batch",
    "BatchRow",
    "Delivery",
    "Job",
    "KeptAnswer",
    "OpenSession",
    "PeriodicWork",
    "SavedView",
    "User",
    "Webhook",
    "Worker",
]
