"""Routes of this word."""

from django.urls import URLPattern, URLResolver, path

from jianfu.web.base.lists import routes
from jianfu.web.units.listings.people import PEOPLE
from jianfu.web.units.listings.unit import UNITS, VACANT
from jianfu.web.units.views import people, post, unit

app_name = "units"
urlpatterns: list[URLPattern | URLResolver] = [
    *routes("all/", UNITS),
    *routes("vacant/", VACANT),
    path("tree/", unit.tree, name="tree"),
    path("new/", unit.create, name="unit_create"),
    path("unit/<str:unit_id>/", unit.unit, name="unit"),
    path("unit/<str:unit_id>/change/", unit.change, name="unit_change"),
    path("unit/<str:unit_id>/reform/", unit.reform, name="unit_reform"),
    path("unit/<str:unit_id>/posts/", post.add, name="post_add"),
    path("posts/<int:pk>/holder/", post.give, name="post_give"),
    path("posts/<int:pk>/end/", post.end, name="post_end"),
    *routes("people/", PEOPLE),
    path("people/me/", people.account, name="account"),
    path("people/invite/", people.invite, name="invite"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/grant/", people.grant, name="grant"),
    path("people/<int:pk>/grants/<int:grant_pk>/end/", people.end_grant, name="end_grant"),
    path("people/<int:pk>/close/", people.close_account, name="close_account"),
    path("people/<int:pk>/open/", people.open_account, name="open_account"),
    path("people/<int:pk>/reset-password/", people.reset_password, name="reset_password"),
    path("people/<int:pk>/reset-factor/", people.reset_factor, name="reset_factor"),
    path("people/<int:pk>/hand-over/", post.hand_over, name="hand_over"),
]
