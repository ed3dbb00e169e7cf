"""What is shown where a page cannot be: what happened, why, and what to do next."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from jianfu.web.base.guard import guard_of
from jianfu.web.base.permissions import PERMISSIONS, ROLE_NAMES, Permission

Text = str | Promise


def _refuse(request: HttpRequest, status: int, heading: Text, said: Text, **more: Any) -> HttpResponse:
    shown = {"heading": heading, "said": said, "number": getattr(request, "id", ""), **more}
    return render(request, "base/refusal.html", shown, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400: what was sent cannot be understood."""
    return _refuse(
        request, 400, _("请求无法处理"), _("服务器无法理解这次请求。"), advice=[_("请返回上一页，刷新后重试。")]
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403: say what permission is missing, which roles have it, and whom to ask."""
    permissions = _permissions(request)
    return _refuse(
        request,
        403,
        _("没有权限"),
        getattr(exception, "sentence", "") or str(exception) or _("您没有做这件事所需的权限。"),
        permissions=permissions,
        roles=_names(permissions),
        advice=[
            _("请联系本地区的牵头联络员或系统管理员，由其在“人员”中授予相应角色。"),
            _("如果您有多个账号，请退出后用另一个账号登录。"),
        ],
    )


def _permissions(request: HttpRequest) -> tuple[Permission, ...]:
    match = request.resolver_match
    said = guard_of(match.func) if match else None
    return said.permissions if said else ()


def _names(permissions: tuple[Permission, ...]) -> list[str]:
    """Return the names of the roles that have any of the permissions."""
    return [str(name) for role, name in ROLE_NAMES.items() if PERMISSIONS[role].intersection(permissions)]


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404: nothing is there, or nothing that this person may see."""
    return _refuse(
        request,
        404,
        _("没有找到"),
        _("这个网址没有内容，或者它不在您的管辖范围内。"),
        advice=[_("请检查网址是否完整。"), _("条目不会被删除：已关停的条目可以在登记库中按状态筛选找到。")],
    )


def too_many(request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
    """Answer 429: too many attempts in a short time."""
    return _refuse(
        request, 429, _("请求过于频繁"), _("短时间内尝试次数过多，已暂时停止响应。"), advice=[_("请稍候再试。")]
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 to a form whose proof of origin is missing or stale."""
    return _refuse(
        request,
        403,
        _("表单已失效"),
        _("为防止他人冒用您的身份提交，这次提交没有执行，数据没有改变。"),
        advice=[_("请返回上一页，刷新后重新提交。"), _("请确认浏览器允许本网站使用 Cookie。")],
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 without asking the database anything."""
    shown = {
        "heading": _("系统出错"),
        "said": _("处理这次请求时出了错，没有保存任何更改。"),
        "number": getattr(request, "id", ""),
        "advice": [_("请稍后重试；如果再次出错，请把下面的请求编号告诉系统管理员。")],
    }
    return HttpResponse(loader.render_to_string("base/refusal.html", shown), status=500)
