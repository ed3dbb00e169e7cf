"""Who holds an account's credentials, and the notes on getting them back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jianfu.web.base.guard import guard
from jianfu.web.base.permissions import Permission
from jianfu.web.base.unable import Unable
from jianfu.web.registry.actions import credential as actions
from jianfu.web.registry.forms.hanging import CredentialForm
from jianfu.web.registry.models import Asset
from jianfu.web.registry.views.asset import found
from jianfu.web.registry.views.deciding import doing_of

CREDENTIAL = Permission.CREDENTIAL_CHANGE


def _held(request: HttpRequest, asset_id: str) -> Asset:
    entry = found(request, asset_id)
    if not doing_of(request).by.may_at(CREDENTIAL, entry.sponsor):
        raise Http404
    return entry


@guard(CREDENTIAL)
@require_http_methods(["GET", "POST"])
def state(request: HttpRequest, asset_id: str) -> HttpResponse:
    """Say who holds the credentials since when."""
    entry = _held(request, asset_id)
    form = CredentialForm(request.POST or None, initial={"to": entry.credentials})
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        doing = doing_of(request, said.pop("reason"), CREDENTIAL)
        try:
            actions.state(asset=entry, doing=doing, **said)
        except Unable as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, _("已保存。"))
            return redirect("registry:asset", entry.asset_id)
    context = {"form": form, "asset": entry, "heading": _("账号密码状态")}
    return render(request, "registry/form.html", context, status=422 if form.is_bound else 200)


@guard(CREDENTIAL)
@require_POST
def notes(request: HttpRequest, pk: int, asset_id: str) -> HttpResponse:
    """Show the notes of a recovery; that they were read is written to the chain."""
    entry = _held(request, asset_id)
    recovery = get_object_or_404(entry.recoveries.select_related("asset__sponsor"), pk=pk)
    said = actions.read_notes(recovery=recovery, doing=doing_of(request, permission=CREDENTIAL))
    return render(request, "registry/notes.html", {"asset": entry, "recovery": recovery, "notes": said})
