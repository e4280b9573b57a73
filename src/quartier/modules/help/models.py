"""What is stored of help among neighbours."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from quartier.api import Place, Shared


class Offer(Shared):
    """Somebody offers help."""

    title = models.CharField(_("What do you offer?"), max_length=120)
    text = models.TextField(_("More about it"), blank=True, max_length=4000)
    place = models.ForeignKey(Place, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    withdrawn = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title
