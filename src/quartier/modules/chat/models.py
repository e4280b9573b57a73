"""What chat keeps on our side. Messages lie in the homeserver, encrypted; none is here."""

from __future__ import annotations

from django.db import models


class ChatServer(models.Model):
    """The one homeserver of this quarter: row number 1. Without it there is no chat."""

    server_name = models.CharField(max_length=200)  # never changed once somebody has a chat address
    address = models.CharField(max_length=250)  # where apps reach it: "https://quarter.example.org"
    is_on = models.BooleanField(default=True)
