"""Pages that belong to the frame itself: the styles, the tour, the language."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.i18n import set_language as django_set_language

from jianfu.web.base.colours import colours
from jianfu.web.base.forms.sample import SampleForm
from jianfu.web.base.guard import public
from jianfu.web.base.tour import STEPS


@public
@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Show every token, component and state of the design."""
    forms = {"form": SampleForm(), "wrong": SampleForm({"unit": "", "since": "2026-02-30"}, auto_id="wrong_%s")}
    return render(request, "base/style.html", {"colours": colours(), **forms})


@public
@require_safe
def tour(request: HttpRequest) -> HttpResponse:
    """List what to try first, in demo mode alone."""
    if not settings.DEMO:
        raise Http404
    return render(request, "base/tour.html", {"steps": STEPS})


@public
def set_language(request: HttpRequest) -> HttpResponse:
    """Keep the language chosen in a cookie, and go back to the page it was chosen on."""
    return django_set_language(request)
