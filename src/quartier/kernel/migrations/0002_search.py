"""The search index, which is no model."""

from django.db import migrations

from quartier.kernel.entries.search import table as search_table


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]
    operations = [migrations.RunPython(search_table.create, search_table.drop)]
