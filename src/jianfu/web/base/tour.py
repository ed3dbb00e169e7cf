"""Ten things to try in the demonstration: the one list, shown on the page ``base:tour``."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jianfu.web.base.permissions import ROLE_NAMES, Role


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to try: its title, what will be seen, the route it begins at, and the role to sign in as."""

    title: str | Promise
    text: str | Promise
    route: str
    role: Role | None

    @property
    def address(self) -> str:
        """Return the address to begin at, empty where the route is not mounted."""
        try:
            return reverse(self.route)
        except NoReverseMatch:
            return ""

    @property
    def role_name(self) -> str | Promise:
        """Return the name of the role, of the public where none is needed."""
        return ROLE_NAMES[self.role] if self.role else _("无需登录")


STEPS = (
    Step(
        _("看全省的排查覆盖率"),
        _("概览页的每个数字都能点开，看到它是由哪些行数出来的。"),
        "dashboard:home",
        Role.PROVINCIAL_LEAD,
    ),
    Step(
        _("用拼音找一个条目"),
        _("在登记库的搜索框里输入拼音首字母或名称的一部分。"),
        "registry:assets",
        Role.COORDINATOR,
    ),
    Step(
        _("申报本单位的清单"),
        _("表格已按已知信息预填；“没有可申报的”也是一种回答。"),
        "census:campaigns",
        Role.CLERK,
    ),
    Step(
        _("导入一张有错误的表格"),
        _("所有错误一次列全，并写在对应的行旁边；改正后再预览、提交，提交后可整批撤销。"),
        "census:imports",
        Role.CLERK,
    ),
    Step(
        _("签核本单位的申报"),
        _("签核的对象是看到的那份内容；内容一变，签核就失效。"),
        "census:campaigns",
        Role.RESPONSIBLE,
    ),
    Step(
        _("核对三个来源"),
        _("只在一处出现的、互相矛盾的，都列出来请单位确认。"),
        "census:campaigns",
        Role.COORDINATOR,
    ),
    Step(
        _("办理一个应用的备案"),
        _("从草稿到取得备案号、变更、注销，每一步都有日期和时限。"),
        "registry:filings",
        Role.CLERK,
    ),
    Step(
        _("核验一个账号是否官方"),
        _("粘贴网址、名称或扫描二维码，任何人都可以查。"),
        "registry:check",
        None,
    ),
    Step(
        _("批量修改并撤销"),
        _("选中“全部符合条件的”条目，先预览再执行，然后一键撤销。"),
        "registry:assets",
        Role.COORDINATOR,
    ),
    Step(
        _("查一次改动的来龙去脉"),
        _("谁、何时、为什么、改了什么：审计记录首尾相连，改一条就会被发现。"),
        "base:audit",
        Role.DISCIPLINE,
    ),
)
