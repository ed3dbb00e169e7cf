"""Routes of this word."""

from django.urls import URLPattern, URLResolver, path

from jianfu.web.base.views import frame
from jianfu.web.base.views.permissions import permissions

app_name = "base"
urlpatterns: list[URLPattern | URLResolver] = [
    path("style/", frame.style, name="style"),
    path("tour/", frame.tour, name="tour"),
    path("language/", frame.set_language, name="set-language"),
    path("permissions/", permissions, name="permissions"),
]
