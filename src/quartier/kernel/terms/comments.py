"""Comments."""

from django.utils.translation import gettext_lazy as _

from quartier.kernel.contract import Notice, Power, Role

COMMENT = Power(name="entries.comment", label=_("Write comments"), roles=(Role.NEIGHBOUR,))

COMMENTED = Notice(
    name="comments.added", label=_("Somebody comments on what you wrote"), sentence=_("%(by)s commented: %(title)s")
)

BETWEEN_NEIGHBOURS = (COMMENTED,)
