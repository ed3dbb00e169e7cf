"""An entry of the register: an account, an app or a work group, and what hangs on it.

The columns that the engine's contract knows carry its names and its codes, so that export and import need no table of
translations. *Source:* design.md, section 6; domain.md, section (b).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jianfu.engine.schema import words
from jianfu.engine.schema.column import Word
from jianfu.web.base.prefix import PrefixField
from jianfu.web.units.models import Post, Unit


def choices(listed: tuple[Word, ...]) -> list[tuple[str, str]]:
    """Return the words of a closed set as a model's choices, in Chinese; labels are translated where shown."""
    return [(word.code, word.zh) for word in listed]


class Asset(models.Model):
    """One account, app or work group.

    Empty is missing evidence, never "none": where a sheet said 无, the column's name stands in ``stated_none``.
    An entry is never deleted: closed is a state, and its name is free again.
    """

    class CredentialState(models.TextChoices):
        HELD = "held", _("可控")
        LOST = "lost", _("遗失")
        STOLEN = "stolen", _("被盗")
        HANDED_OVER = "handed_over", _("已移交")

    asset_id = models.CharField(_("编号"), max_length=80, unique=True)
    category = models.CharField(_("类别"), max_length=12, choices=choices(words.CATEGORIES))
    class_2018 = models.CharField(_("2018年口径"), max_length=20, blank=True)
    class_2023 = models.CharField(_("2023年口径"), max_length=20, blank=True)
    sub_kind = models.CharField(_("子类"), max_length=60, blank=True)
    name = models.CharField(_("名称"), max_length=200)
    platform = models.CharField(_("平台"), max_length=60, blank=True)
    platform_id = models.CharField(_("平台账号"), max_length=120, blank=True)
    url = models.CharField(_("链接"), max_length=500, blank=True)
    sponsor = models.ForeignKey(Unit, models.PROTECT, related_name="assets", verbose_name=_("主办（使用）单位"))
    using_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("使用单位")
    )
    supervising_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("主管单位")
    )
    owner = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="assets", verbose_name=_("负责岗位")
    )
    region_code = PrefixField(_("服务区划代码"), max_length=12, blank=True, default="")
    audience = models.CharField(_("面向对象"), max_length=12, blank=True, choices=choices(words.AUDIENCES))
    account_type = models.CharField(_("账号类型"), max_length=12, blank=True, choices=choices(words.ACCOUNT_TYPES))
    purpose = models.TextField(_("用途"), blank=True)
    opened_on = models.DateField(_("开设日期"), null=True, blank=True)
    closed_on = models.DateField(_("关停日期"), null=True, blank=True)
    state = models.CharField(_("状态"), max_length=10, blank=True, choices=choices(words.STATES))
    declared_on = models.DateField(_("登记日期"), null=True, blank=True)
    declared_source = models.CharField(_("登记来源"), max_length=40, blank=True)

    # What was observed last; every earlier value is an Observation.
    last_activity_on = models.DateField(_("最近活跃日期"), null=True, blank=True)
    observed_on = models.DateField(_("监测日期"), null=True, blank=True)
    activity_source = models.CharField(_("数据来源"), max_length=80, blank=True)
    followers = models.PositiveBigIntegerField(_("关注数"), null=True, blank=True)
    posts_90d = models.PositiveIntegerField(_("近90日发布数"), null=True, blank=True)
    installs = models.PositiveBigIntegerField(_("安装数"), null=True, blank=True)
    mau = models.PositiveBigIntegerField(_("月活跃用户"), null=True, blank=True)
    members = models.PositiveIntegerField(_("成员数"), null=True, blank=True)
    msgs_per_day = models.DecimalField(_("日均消息数"), max_digits=12, decimal_places=2, null=True, blank=True)
    certification = models.CharField(_("认证状态"), max_length=12, blank=True, choices=choices(words.CERTIFICATIONS))
    certified_entity = models.CharField(_("认证主体"), max_length=200, blank=True)
    interaction_ok = models.BooleanField(_("互动有效"), null=True, blank=True)

    # Accounts.
    is_government_representative = models.BooleanField(_("代表本级政府"), null=True, blank=True)
    main_account = models.BooleanField(_("主账号"), null=True, blank=True)
    outsourced_operator = models.CharField(_("外包运维单位"), max_length=200, blank=True)
    in_national_system = models.BooleanField(_("已入全国报送系统"), null=True, blank=True)
    credentials = models.CharField(_("账号密码"), max_length=12, blank=True, choices=CredentialState)
    closing_notice_url = models.CharField(_("停更公告链接"), max_length=500, blank=True)
    closing_notice_on = models.DateField(_("停更公告日期"), null=True, blank=True)

    # Apps.
    filing_no = models.CharField(_("备案号"), max_length=80, blank=True)
    features = models.JSONField(_("强制功能"), default=list, blank=True)
    feature_reason = models.TextField(_("强制功能依据"), blank=True)
    collects_reports = models.BooleanField(_("收集填报"), null=True, blank=True)
    faces_grassroots = models.BooleanField(_("面向基层使用"), null=True, blank=True)
    complaint_function = models.BooleanField(_("有投诉建议功能"), null=True, blank=True)
    filing_no_shown = models.BooleanField(_("已亮备案号"), null=True, blank=True)
    protection_level = models.CharField(_("等保级别"), max_length=20, blank=True)
    ipv6 = models.BooleanField(_("支持IPv6"), null=True, blank=True)
    last_release_on = models.DateField(_("最近发版日期"), null=True, blank=True)
    cost_per_year = models.DecimalField(_("年运维经费（元）"), max_digits=14, decimal_places=2, null=True, blank=True)
    integrated_into_platform = models.CharField(_("已并入平台"), max_length=60, blank=True)
    absorbs = models.JSONField(_("可承接功能"), default=list, blank=True)
    keep_cost = models.DecimalField(_("保留成本"), max_digits=12, decimal_places=2, null=True, blank=True)

    # Work groups. Counted, never read: no members' names, no messages.
    direction = models.CharField(_("群方向"), max_length=8, blank=True, choices=choices(words.DIRECTIONS))
    matter = models.CharField(_("事项"), max_length=200, blank=True)
    temporary = models.BooleanField(_("临时群"), null=True, blank=True)
    expected_end_on = models.DateField(_("预计结束日期"), null=True, blank=True)
    matter_closed_on = models.DateField(_("事项办结日期"), null=True, blank=True)
    approval_no = models.CharField(_("审批号"), max_length=80, blank=True)
    ideology_related = models.BooleanField(_("涉意识形态"), null=True, blank=True)
    reply_policy = models.CharField(
        _("回复要求"),
        max_length=10,
        blank=True,
        choices=[("none", _("无需回复")), ("named", _("指定人员回复")), ("all", _("全员回复"))],
    )
    merged_from = models.JSONField(_("并入来源"), default=list, blank=True)

    stated_none = models.JSONField(default=list, blank=True, editable=False)
    search = models.TextField(blank=True, default="", editable=False)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("条目")
        indexes = [
            models.Index(fields=["name", "id"], name="asset_name"),
            models.Index(fields=["category", "state", "id"], name="asset_category_state"),
            models.Index(fields=["category", "id"], name="asset_category"),
            models.Index(fields=["platform", "platform_id"], name="asset_platform"),
            models.Index(fields=["platform_id"], name="asset_platform_id"),
            models.Index(fields=["url"], name="asset_url"),
            models.Index(fields=["filing_no"], name="asset_filing_no"),
            models.Index(fields=["last_activity_on", "id"], name="asset_last_activity"),
            models.Index(fields=["-changed_at", "-id"], name="asset_changed"),
        ]

    def __str__(self) -> str:
        return self.name


class AssetFunction(models.Model):
    """A service function that an entry offers to a division and all below it; empty uses count as in use."""

    asset = models.ForeignKey(Asset, models.CASCADE, related_name="functions")
    function_code = models.CharField(_("功能代码"), max_length=80)
    function_name = models.CharField(_("功能名称"), max_length=200, blank=True)
    region_code = PrefixField(_("行政区划代码"), max_length=12, blank=True, default="")
    monthly_uses = models.PositiveBigIntegerField(_("月使用次数"), null=True, blank=True)
    statutory = models.BooleanField(_("法定"), null=True, blank=True)
    works = models.BooleanField(_("可用"), null=True, blank=True)
    tested_on = models.DateField(_("测试日期"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["asset", "function_code", "region_code"], name="function_once_an_asset_region"
            )
        ]


class AssetAudience(models.Model):
    """A unit that a work group addresses, and how many posts of it."""

    asset = models.ForeignKey(Asset, models.CASCADE, related_name="audiences")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("对象单位"))
    posts = models.PositiveIntegerField(_("岗位数"), null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["asset", "unit"], name="audience_once_a_group")]
