"""The one list component: filters in the address, chips, columns, saved views, search, paging, bulk edit, twins."""
