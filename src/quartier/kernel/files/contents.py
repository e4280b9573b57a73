"""What a file really is, whatever it calls itself; and how it is made harmless.

Pictures are drawn anew: what the camera wrote about time and place is gone, and so is anything hidden in or behind them.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import PurePath

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from quartier.kernel.refusals import Refused

MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 50_000_000  # decoded a picture takes 3 to 4 bytes each
LONGEST_EDGE = 2000
PICTURES = ("JPEG", "PNG", "WEBP", "GIF")
_PDF_END = re.compile(rb"%%EOF\s*\Z")
_UNSAFE_IN_NAMES = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\u200b-\u200f\u202a-\u202e\u2066-\u2069]')


@dataclass(frozen=True)
class Content:
    data: bytes
    media_type: str
    suffix: str
    width: int | None = None
    height: int | None = None


def examine(data: bytes) -> Content:
    """The content as it will be kept; refuses what is neither a picture nor a PDF."""
    if not data:
        raise Refused(_("This file is empty."), field="file")
    if len(data) > MOST_BYTES:
        raise Refused(_("This file is larger than 20 MB. Please send a smaller one."), field="file")
    if data.startswith(b"%PDF-"):
        return _examine_pdf(data)
    return _redraw(data)


def clean_name(name: str, suffix: str) -> str:
    """A name fit for any disk and any header, with the suffix that belongs to the content."""
    last = re.split(r"[/\\]", name)[-1]
    stem = PurePath(_UNSAFE_IN_NAMES.sub("", last)).stem.strip(" .")[:80]
    return f"{stem or _('File')}{suffix}"


def _examine_pdf(data: bytes) -> Content:
    """Served as a download and never shown inside our pages, so its inside stays as it is."""
    if not _PDF_END.search(data[-2048:]):
        raise Refused(_("This PDF is damaged or incomplete. Please try to save it again."), field="file")
    return Content(data, "application/pdf", ".pdf")


def _redraw(data: bytes) -> Content:
    try:
        with Image.open(io.BytesIO(data), formats=PICTURES) as first_look:
            pixels = first_look.width * first_look.height
            if pixels <= MOST_PIXELS:
                first_look.verify()
        if pixels <= MOST_PIXELS:
            with Image.open(io.BytesIO(data), formats=PICTURES) as picture:
                return _as_new(picture)
    except Image.DecompressionBombError:
        pass  # so large that not even its size is believed
    except Exception as reason:
        raise Refused(
            _("Only pictures (JPEG, PNG, WebP, GIF) and PDFs can be kept here. This file is none, or it is damaged."),
            field="file",
        ) from reason
    raise Refused(_("This picture has too many pixels. Please send a smaller one."), field="file")


def _as_new(picture: Image.Image) -> Content:
    """Upright, at most 2000 pixels wide and high, and nothing but its pixels. Of moving pictures the first."""
    is_photo = picture.format == "JPEG"
    picture.draft("RGB", (LONGEST_EDGE, LONGEST_EDGE))  # lets a large photo be decoded small
    upright = ImageOps.exif_transpose(picture)
    has_alpha = upright.has_transparency_data
    plain = upright.convert("RGBA" if has_alpha else "RGB")
    plain.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    target = io.BytesIO()
    if is_photo or (picture.format == "WEBP" and not has_alpha):
        bare.save(target, "JPEG", quality=85, optimize=True, progressive=True)
        return Content(target.getvalue(), "image/jpeg", ".jpg", *bare.size)
    bare.save(target, "PNG", optimize=True)
    return Content(target.getvalue(), "image/png", ".png", *bare.size)
