"""Reminders: one digest a person and day, whatever the number of tables."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Digest(models.Model):
    """What one person is reminded of on one day; later reminders of the day join it and send no second letter."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="digests")
    on = models.DateField(_("日期"))
    declarations = models.JSONField(default=list)
    send_after = models.DateTimeField(_("不早于"))
    mailed_at = models.DateTimeField(_("发信时间"), null=True, blank=True)
    made_at = models.DateTimeField(_("提醒时间"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "on"], name="one_digest_a_person_and_day")]
        indexes = [models.Index(fields=["mailed_at", "send_after"], name="digest_waiting")]
