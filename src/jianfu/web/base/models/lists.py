"""What lists keep: saved views, and batches of changes that can be undone."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedView(models.Model):
    """An address of a list under a name. It holds no rows: whoever opens it sees the rows of their own scope."""

    listing = models.CharField(max_length=60)
    name = models.CharField(_("名称"), max_length=60)
    query = models.TextField(blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    shared = models.BooleanField(_("共享"), default=False)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["listing", "owner", "name"], name="view_once_an_owner")]
        indexes = [models.Index(fields=["listing", "shared"], name="view_shared")]

    def __str__(self) -> str:
        return self.name


class Batch(models.Model):
    """Many rows changed in one step, for one reason. Undoing it is a batch too, which names what it undid."""

    batch_id = models.CharField(max_length=32, unique=True)
    title = models.CharField(max_length=120)
    listing = models.CharField(max_length=60, blank=True)
    model = models.CharField(max_length=80)
    permission = models.CharField(max_length=40)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="batches")
    at = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")

    def __str__(self) -> str:
        return self.title


class BatchRow(models.Model):
    """One row of a batch: what its changed fields held before and after, and the version it had then."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="rows")
    row_pk = models.BigIntegerField()
    row_id = models.CharField(max_length=128)
    before = models.JSONField()
    after = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "row_pk"], name="row_once_a_batch")]
