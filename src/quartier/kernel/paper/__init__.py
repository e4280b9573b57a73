"""What is printed and posted: PDFs that screen readers can read."""

from quartier.kernel.paper.making import PaperError, pdf
from quartier.kernel.paper.qr import qr_svg

__all__ = ["PaperError", "pdf", "qr_svg"]
