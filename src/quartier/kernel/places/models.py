"""Places: what cards point to."""

from django.db import models


class Place(models.Model):
    label = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.label
