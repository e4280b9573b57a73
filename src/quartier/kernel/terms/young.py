"""The space for young people."""

from django.utils.translation import gettext_lazy as _

from quartier.kernel.contract import Power

YOUNG_CARE = Power(name="young.care", label=_("Look after the space for young people"), is_circle=True)
"""Nobody holds it until key holders choose somebody; the keys themselves don't open this space."""
