"""What a test with transactions of its own leaves behind goes, whatever points to what; what is always there stays."""

from __future__ import annotations

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from quartier.api.testing.emptying import ALWAYS_THERE, empty, filled
from quartier.api.testing.people import key_holder


@pytest.mark.django_db(transaction=True)
def test_rows_go_whatever_points_to_them() -> None:
    key_holder()
    there = connection.introspection.django_table_names()
    assert {"kernel_person", "kernel_account", "kernel_roleholder"} <= set(filled(connection, there))
    empty(connection)
    assert set(filled(connection, there)) <= ALWAYS_THERE
    assert ContentType.objects.exists()
