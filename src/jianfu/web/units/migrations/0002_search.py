"""Index the search column."""

from django.db import migrations

from jianfu.web.base.search_index import search_index


class Migration(migrations.Migration):
    dependencies = [("units", "0001_initial")]

    operations = [search_index("units_unit")]
