"""Routes of this word."""

from django.urls import URLPattern, URLResolver, path

from jianfu.web.dashboard.views import home

app_name = "dashboard"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("demo/<slug:username>/", home.enter_demo, name="enter_demo"),
]
