"""Units and what became of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jianfu.web.base.prefix import PrefixField


class Level(models.TextChoices):
    """The five levels; the codes are the engine's."""

    PROVINCE = "province", _("省级")
    CITY = "city", _("市级")
    COUNTY = "county", _("县级")
    TOWN = "town", _("乡级")
    VILLAGE = "village", _("村级")


class Unit(models.Model):
    """An organ, institution or inner office, in the tree of 块 (parent) and in a line of work (条).

    ``path`` is the primary keys from the root down, ``/1/23/456/``; it is rebuilt by ``actions.tree`` alone.
    A unit is never deleted: it is abolished on a day, and its successors are named by its changes.
    """

    class State(models.TextChoices):
        ACTIVE = "active", _("在设")
        ENDED = "ended", _("已撤并")

    unit_id = models.CharField(_("单位编号"), max_length=64, unique=True)
    name = models.CharField(_("单位名称"), max_length=200)
    short_name = models.CharField(_("简称"), max_length=100, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级单位")
    )
    path = PrefixField(_("层级路径"), max_length=200, blank=True, default="")
    level = models.CharField(_("层级"), max_length=10, choices=Level, blank=True)
    region_code = PrefixField(_("行政区划代码"), max_length=12, blank=True, db_index=True, default="")
    line = models.CharField(_("条线"), max_length=60, blank=True, db_index=True)
    unit_type = models.CharField(_("单位类型"), max_length=60, blank=True)
    staff = models.PositiveIntegerField(_("人数"), null=True, blank=True)
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.ACTIVE)
    founded_on = models.DateField(_("设立日期"), null=True, blank=True)
    ended_on = models.DateField(_("撤并日期"), null=True, blank=True)
    search = models.TextField(blank=True, default="", editable=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("单位")
        indexes = [
            models.Index(fields=["path", "id"], name="unit_path"),  # with the key: a scope is answered from it alone
            models.Index(fields=["line", "region_code"], name="unit_line_region"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def region_prefix(self) -> str:
        """Return the part of the division code that all divisions below share: pairs of zeros at the end left out."""
        code = self.region_code
        while code.endswith("00"):
            code = code[:-2]
        return code


class UnitChange(models.Model):
    """A dated change under institutional reform: what became of a unit, and into which unit it went."""

    class Kind(models.TextChoices):
        FOUNDED = "founded", _("设立")
        RENAMED = "renamed", _("更名")
        MOVED = "moved", _("划转")
        MERGED = "merged", _("并入")
        SPLIT = "split", _("分设")
        ABOLISHED = "abolished", _("撤销")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="changes")
    kind = models.CharField(_("变动"), max_length=10, choices=Kind)
    on = models.DateField(_("日期"))
    successor = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="inherited", verbose_name=_("承接单位")
    )
    old_name = models.CharField(_("原名称"), max_length=200, blank=True)
    basis = models.CharField(_("依据文号"), max_length=200, blank=True)
    note = models.TextField(_("说明"), blank=True)
