"""The filing of an app and its steps."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jianfu.engine.cases.filing import KIND_NAMES, NAMES
from jianfu.web.registry.models.asset import Asset


class Filing(models.Model):
    """One procedure of filing: a first filing, a change, or a closing. It is ended, never deleted.

    ``content`` holds what was filled in by hand; what the register knows is read from the entry. ``submitted`` is the
    whole form as it was at the last submission, ``submitted_hash`` its content hash: while the form now says something
    else, nobody may decide. ``due_on`` is empty where no number was published or the calendar does not reach.
    """

    asset = models.ForeignKey(Asset, models.PROTECT, related_name="filings", verbose_name=_("应用"))
    kind = models.CharField(
        _("种类"), max_length=10, choices=[(kind.value, said.zh) for kind, said in KIND_NAMES.items()]
    )
    state = models.CharField(
        _("环节"), max_length=24, choices=[(state.value, said.zh) for state, said in NAMES.items()]
    )
    state_since = models.DateField(_("进入本环节日期"))
    due_on = models.DateField(_("本环节期限"), null=True, blank=True)
    planned_on = models.DateField(_("计划变更或关停日期"), null=True, blank=True)
    content = models.JSONField(_("填写内容"), default=dict, blank=True)
    submitted = models.JSONField(_("提交时内容"), default=dict, blank=True)
    submitted_hash = models.CharField(_("提交时内容摘要"), max_length=64, blank=True)
    submitted_on = models.DateField(_("提交日期"), null=True, blank=True)
    filing_no = models.CharField(_("备案编号"), max_length=80, blank=True)
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by", verbose_name=_("原备案")
    )
    search = models.TextField(blank=True, default="", editable=False)
    version = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("备案")
        indexes = [
            models.Index(fields=["state", "due_on"], name="filing_state_due"),
            models.Index(fields=["-changed_at", "-id"], name="filing_changed"),
        ]

    def __str__(self) -> str:
        return f"{self.asset.name} {self.get_kind_display()}"


class FilingStep(models.Model):
    """One step a filing made: when it happened, when and by whom it was recorded, what was said. Never changed."""

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="steps")
    move = models.CharField(_("步骤"), max_length=30)
    before = models.CharField(_("办理前"), max_length=24, blank=True)
    after = models.CharField(_("办理后"), max_length=24)
    on = models.DateField(_("办理日期"))
    at = models.DateTimeField(_("登记时间"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(_("办理人"), max_length=150, blank=True)
    role = models.CharField(_("角色"), max_length=40, blank=True)
    note = models.TextField(_("说明"), blank=True)
    facts = models.JSONField(_("记载"), default=dict, blank=True)
    content_hash = models.CharField(_("内容摘要"), max_length=64, blank=True)
