"""What is stored besides the kernel's proposals: their words, for "Does this exist already?", and tables before they are imported."""

from django.db import models
from django.urls import reverse
from django.utils import timezone

from quartier.api import Person
from quartier.api.processes import Process, Proposal, Step


class IdeaWord(models.Model):
    """One word of one idea, as search knows it. An index to look up what is alike, and to filter the list."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="+", db_index=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="+")
    word = models.CharField(max_length=40)
    is_in_title = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["process", "word", "proposal"], name="idea_words")]


class TableUpload(models.Model):
    """A table of ideas that somebody looks at before it is imported."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    content = models.BinaryField()
    columns = models.JSONField(default=dict)  # part → column; empty: as guessed
    at = models.DateTimeField(default=timezone.now, db_index=True)
    imported = models.PositiveIntegerField(null=True)  # how many, once it is done

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        return reverse("ideas:preview", kwargs={"pk": self.pk})
