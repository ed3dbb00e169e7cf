"""An import: files uploaded, how their columns were understood, what was corrected, and what came of it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jianfu.web.base.models import Job
from jianfu.web.census.models.declaration import Declaration
from jianfu.web.units.models import Unit


class ImportBatch(models.Model):
    """One import, from upload to commit and undo. Rows lie in files beside the uploads, not here.

    ``sheets`` says what each sheet is taken for; ``corrections`` what was set right in the page; ``matches`` which unit
    a name was settled as; ``counts`` how many rows of each class there are, by table.
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("待对应栏目")
        CHECKED = "checked", _("待核对")
        PREVIEWED = "previewed", _("待入库")
        COMMITTED = "committed", _("已入库")
        HANDED_ON = "handed_on", _("已转入申报表")
        UNDONE = "undone", _("已撤销")

    title = models.CharField(_("文件"), max_length=200)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="imports", verbose_name=_("单位"))
    declaration = models.ForeignKey(Declaration, models.PROTECT, null=True, blank=True, related_name="imports")
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.UPLOADED)
    sheets = models.JSONField(default=list)
    corrections = models.JSONField(default=list)
    matches = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    reason = models.TextField(_("理由"), blank=True)
    good_only = models.BooleanField(_("仅导入无误的行"), default=False)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, blank=True, related_name="+")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("上传时间"))
    committed_at = models.DateTimeField(_("入库时间"), null=True, blank=True)
    undone_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("导入")
        indexes = [models.Index(fields=["unit", "-created_at"], name="import_unit")]

    def __str__(self) -> str:
        return self.title

    def count(self, name: str) -> int:
        """Return how many rows of a class there are, over all tables."""
        return sum(int(table.get(name, 0)) for table in self._tables())

    def _tables(self) -> list[dict[str, Any]]:
        return list(self.counts.values())

    @property
    def is_open(self) -> bool:
        """Tell whether rows may still be corrected."""
        return self.state in (self.State.UPLOADED, self.State.CHECKED, self.State.PREVIEWED)


class ImportMapping(models.Model):
    """What a unit took a heading for last time; ``meaning`` is a column's code or a word of ``tables.survey``."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    table = models.CharField(max_length=20)
    heading = models.CharField(max_length=200)
    meaning = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "table", "heading"], name="one_meaning_a_heading")]
