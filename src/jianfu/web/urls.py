"""Where each word's pages begin."""

from django.urls import include, path

urlpatterns = [
    path("", include("jianfu.web.dashboard.urls")),
    path("", include("jianfu.web.base.urls")),
    path("units/", include("jianfu.web.units.urls")),
    path("registry/", include("jianfu.web.registry.urls")),
    path("census/", include("jianfu.web.census.urls")),
    path("sign-in/", include("allauth.urls")),
]
