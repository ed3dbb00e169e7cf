"""The same list and the same tables as Django's admin shows them."""

from django.contrib import admin

from jianfu.web.census.models import Declaration
from jianfu.web.registry.models import Asset


@admin.register(Asset)
class AssetAdmin(admin.ModelAdmin[Asset]):
    """The columns Jianfu's list shows, its filters, and a search by part of a name."""

    list_display = ("name", "category", "state", "sponsor", "platform", "audience", "last_activity_on")
    list_filter = ("category", "state", "audience")
    list_select_related = ("sponsor",)
    list_per_page = 50
    search_fields = ("name", "platform_id", "filing_no", "asset_id")
    raw_id_fields = ("sponsor", "using_unit", "supervising_unit", "owner")


@admin.register(Declaration)
class DeclarationAdmin(admin.ModelAdmin[Declaration]):
    """The tables of a campaign by state: as near as the admin comes to coverage."""

    list_display = ("unit", "state", "due_on")
    list_filter = ("state", "unit__level")
    list_select_related = ("unit",)
    list_per_page = 50
