"""The search index's tables: Django has no models for them, so a migration makes them with this.

An entry stands first in `fresh`; a job takes many at once from there into the lists: see index.py.
"""

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLES = {
    # For each term and month the numbers, within the month, of the entries that have it.
    "kernel_searchlist": 'term text COLLATE "C" NOT NULL, block integer NOT NULL, body bytea NOT NULL, UNIQUE (term, block)',
    # How many numbers of each month are given away.
    "kernel_searchblock": "block integer PRIMARY KEY, used integer NOT NULL",
    # Which entry a number is. number = block * 2**24 + slot
    "kernel_searchnumber": "number bigint PRIMARY KEY, entry_id bigint NOT NULL UNIQUE, published bigint NOT NULL",
    # What the lists don't say yet. `number`: what they say of this entry no longer holds. No terms: it is gone.
    "kernel_searchfresh": (
        "entry_id bigint PRIMARY KEY, number bigint, published bigint NOT NULL, terms text NOT NULL, words text NOT NULL"
    ),
    # Every word, for those that are typed halfway or wrongly.
    "kernel_searchword": (
        'word text COLLATE "C" PRIMARY KEY, stem text NOT NULL, sound text NOT NULL, used integer NOT NULL'
    ),
}
INDEXES = (
    "CREATE INDEX kernel_searchword_sound ON kernel_searchword (sound)",
    "CREATE INDEX kernel_searchword_stem ON kernel_searchword (stem)",
)
BITS_OF_SLOT = 24


def create(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for table, columns in TABLES.items():
        sql = columns.replace('COLLATE "C"', "").replace("bytea", "blob") if is_sqlite else columns
        schema_editor.execute(f"CREATE TABLE {table} ({sql})")
    for index in INDEXES:
        schema_editor.execute(index)
    if not is_sqlite:
        schema_editor.execute(
            "ALTER TABLE kernel_searchlist ALTER COLUMN body SET STORAGE EXTERNAL"
        )  # needn't be packed


def drop(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for table in TABLES:
        schema_editor.execute(f"DROP TABLE {table}")
