"""The module's powers, notices and settings."""

from django.utils.translation import gettext_lazy as _

from quartier.api import Power, Role

OFFER = Power(name="help.offer", label=_("Offer help"), roles=(Role.NEIGHBOUR,))
