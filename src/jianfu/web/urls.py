"""Where each word's pages begin, and what is shown where a page cannot be."""

from django.urls import include, path

from jianfu.web.api import api

handler400 = "jianfu.web.base.views.refusals.bad_request"
handler403 = "jianfu.web.base.views.refusals.forbidden"
handler404 = "jianfu.web.base.views.refusals.not_found"
handler500 = "jianfu.web.base.views.refusals.server_error"

urlpatterns = [
    path("", include("jianfu.web.dashboard.urls")),
    path("", include("jianfu.web.base.urls")),
    path("units/", include("jianfu.web.units.urls")),
    path("registry/", include("jianfu.web.registry.urls")),
    path("census/", include("jianfu.web.census.urls")),
    path("api/v1/", api.urls),
    path("sign-in/", include("allauth.urls")),
]
