"""What a telephone reads from paper."""

from __future__ import annotations

import io


def qr_svg(text: str) -> str:
    """As SVG, for `qr(…)` in a template. The text must stand beside it in letters too."""
    import segno  # only what is printed needs it

    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="svg", border=0, xmldecl=False)
    return drawn.getvalue().decode()
