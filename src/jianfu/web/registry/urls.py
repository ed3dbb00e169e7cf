"""Routes of this word. The number of an entry stands last: it may hold any character, a slash too."""

from django.urls import URLPattern, URLResolver, path

from jianfu.web.base.lists import routes
from jianfu.web.registry.listings import ASSETS, REQUESTS
from jianfu.web.registry.urls_filing import urlpatterns as filing
from jianfu.web.registry.views import asset, change, check, credential, hanging, life, request

app_name = "registry"
urlpatterns: list[URLPattern | URLResolver] = [
    *filing,
    *routes("assets/", ASSETS),
    *routes("requests/", REQUESTS),
    path("new/", change.new, name="asset_new"),
    path("new/<slug:category>/", change.create, name="asset_create"),
    path("alike/", change.alike, name="alike"),
    path("asset/<path:asset_id>", asset.asset, name="asset"),
    path("code/<path:asset_id>", asset.code, name="code"),
    path("change/<path:asset_id>", change.change, name="asset_change"),
    path("move/<slug:move>/<path:asset_id>", life.move, name="move"),
    path("function/<path:asset_id>", hanging.function_put, name="function_put"),
    path("audience/<path:asset_id>", hanging.audience_put, name="audience_put"),
    path("relation/<path:asset_id>", hanging.relation_add, name="relation_add"),
    path("remove/<slug:what>/<int:pk>/<path:asset_id>", hanging.remove, name="remove"),
    path("credential/<path:asset_id>", credential.state, name="credential"),
    path("recovery/<int:pk>/<path:asset_id>", credential.notes, name="recovery_notes"),
    path("request/<int:pk>/", request.request_page, name="request"),
    path("request/<int:pk>/correct/", change.correct, name="request_correct"),
    path("request/<int:pk>/<slug:how>/", request.decide, name="request_decide"),
    path("check/", check.check, name="check"),
    path("check.json", check.check_json, name="check_json"),
    path("official/<path:asset_id>", check.official, name="official"),
]
