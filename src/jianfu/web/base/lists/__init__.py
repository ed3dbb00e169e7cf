"""The one list component: filters in the address, chips, columns, saved views, search, paging, bulk edit, twins."""

from jianfu.web.base.lists.routing import routes

__all__ = ["routes"]
