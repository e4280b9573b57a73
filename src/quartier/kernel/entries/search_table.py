"""The search index's table: Django has no model for it, so a migration makes it with this."""

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = "CREATE VIRTUAL TABLE kernel_entrysearch USING fts5(words, keys, detail=column, tokenize='unicode61')"
POSTGRESQL = (
    "CREATE TABLE kernel_entrysearch (entry_id bigint PRIMARY KEY, vector tsvector NOT NULL);"
    "CREATE INDEX kernel_entrysearch_vector ON kernel_entrysearch USING gin (vector)"
)


def create(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL)


def drop(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute("DROP TABLE kernel_entrysearch")
