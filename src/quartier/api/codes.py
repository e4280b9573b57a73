"""Codes on paper, for those who have no account: making them, keeping them, printing them, and how often one may be wrong."""

from quartier.kernel.accounts.codes import kept_code, new_code
from quartier.kernel.accounts.limits import Limit, allowed, forgive_one, network_of
from quartier.kernel.paper import pdf, qr_svg

__all__ = ["Limit", "allowed", "forgive_one", "kept_code", "network_of", "new_code", "pdf", "qr_svg"]
