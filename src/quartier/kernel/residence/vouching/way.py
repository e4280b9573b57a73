"""Two neighbours say that they know a guest and that they live here."""

from django.utils.translation import gettext_lazy as _

from quartier.kernel.residence.way import Way

VOUCHING = Way(
    name="vouching",
    label=_("Two neighbours vouch for you"),
    icon="users",
    for_guests=_("You know neighbours who take part already? Ask two of them. When both say yes, you are confirmed."),
    for_desk=_("You do nothing, but see who vouched for whom. Who is new can't vouch, and nobody for very many."),
    page="residence:vouchers",
    page_label=_("Ask neighbours"),
    desk_page="residence:chains",
)
