"""Routes of this word."""

from django.urls import URLPattern, URLResolver

from jianfu.web.registry.urls_filing import urlpatterns as filing

app_name = "registry"
urlpatterns: list[URLPattern | URLResolver] = [*filing]
