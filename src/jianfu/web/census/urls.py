"""Routes of this word."""

from django.urls import URLPattern, URLResolver

app_name = "census"
urlpatterns: list[URLPattern | URLResolver] = []
