"""When each job last ran."""

from django.db import models


class JobRun(models.Model):
    """One row a job, so that a box that was off overnight does in the morning what it missed, once."""

    name = models.CharField(max_length=80, unique=True)
    started = models.DateTimeField()
    failures = models.PositiveIntegerField(default=0)  # in a row

    def __str__(self) -> str:
        return self.name
