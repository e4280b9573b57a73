"""A code to scan, as a picture in the page: nobody outside is asked to draw it."""

from __future__ import annotations

from functools import lru_cache

import segno


@lru_cache(maxsize=8)
def qr_code(text: str) -> str:
    return str(segno.make(text, error="m").svg_data_uri(scale=5, border=3, light="white"))
