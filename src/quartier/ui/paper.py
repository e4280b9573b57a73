"""What paper needs: addresses that a telephone can read."""

from django.utils.html import format_html
from django.utils.safestring import SafeString


def qr(address: str) -> SafeString:
    """The address as a picture; it must stand beside it in letters too."""
    import segno  # only what is printed needs it

    drawn = segno.make(address, error="m", micro=False)
    return format_html('<img class="qr" alt="" src="{}">', drawn.svg_data_uri(border=1, light="#fff"))
