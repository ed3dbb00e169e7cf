"""Index the search column."""

from django.db import migrations

from jianfu.web.base.search_index import search_index


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial")]

    operations = [search_index("registry_asset")]
