"""Routes of this word."""

from django.urls import URLPattern, URLResolver, path

from jianfu.web.units.views import post, unit

app_name = "units"
urlpatterns: list[URLPattern | URLResolver] = [
    path("tree/", unit.tree, name="tree"),
    path("new/", unit.create, name="unit_create"),
    path("unit/<str:unit_id>/", unit.unit, name="unit"),
    path("unit/<str:unit_id>/change/", unit.change, name="unit_change"),
    path("unit/<str:unit_id>/reform/", unit.reform, name="unit_reform"),
    path("unit/<str:unit_id>/posts/", post.add, name="post_add"),
    path("posts/<int:pk>/holder/", post.give, name="post_give"),
    path("posts/<int:pk>/end/", post.end, name="post_end"),
    path("people/<int:pk>/hand-over/", post.hand_over, name="hand_over"),
]
