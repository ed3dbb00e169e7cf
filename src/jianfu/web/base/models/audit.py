"""The audit chain: entries that each carry the hash of the one before. Nothing here is ever changed or deleted."""

from django.db import models


class AuditEntry(models.Model):
    """One change: who, in which role, at which unit, did what to what, why, and under which rule.

    Everything is plain text, so that an entry outlives what it speaks of and can be checked without the database.
    """

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor_pk = models.BigIntegerField(null=True)
    actor = models.CharField(max_length=150)
    role = models.CharField(max_length=40, blank=True)
    unit = models.CharField(max_length=64, blank=True)
    action = models.CharField(max_length=80)
    object_kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=128)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.TextField(blank=True)
    rule = models.CharField(max_length=120, blank=True)
    request_id = models.CharField(max_length=64, blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        indexes = [
            models.Index(fields=["object_kind", "object_id", "-seq"], name="audit_object"),
            models.Index(fields=["actor_pk", "-seq"], name="audit_actor"),
            models.Index(fields=["unit", "-seq"], name="audit_unit"),
        ]


class AuditHead(models.Model):
    """The one row that says where the chain ends; locked by whoever writes the next entry."""

    seq = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)


class AuditSeal(models.Model):
    """The root over one day's entries, sealed once the day is over."""

    day = models.DateField(primary_key=True)
    first_seq = models.BigIntegerField()
    last_seq = models.BigIntegerField()
    root = models.CharField(max_length=64)
