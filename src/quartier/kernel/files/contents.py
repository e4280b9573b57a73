"""What a file really is, whatever it calls itself; and how it is made harmless.

Pictures are drawn anew: what the camera wrote about time and place is gone, and so is anything hidden in or behind them.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import PurePath
from threading import Lock

from django.utils.translation import gettext as _
from pi_heif import register_heif_opener
from PIL import Image, ImageOps

from quartier.kernel.refusals import Refused

MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 25_000_000  # decoded a picture takes 3 to 4 bytes each
MOST_PIXELS_OF_PHOTOS = 80_000_000
LONGEST_EDGE = 2000
SMALL_EDGE = 480
PICTURES = ("JPEG", "PNG", "WEBP", "GIF", "HEIF")
_NEWER_FORMATS = {b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif", b"avis"}
register_heif_opener(thumbnails=False)
_ONE_AT_A_TIME = Lock()  # ten neighbours with large photos at the same moment wait a second; the memory stays small
_PDF_END = re.compile(rb"%%EOF\s*\Z")
_UNSAFE_IN_NAMES = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\u200b-\u200f\u202a-\u202e\u2066-\u2069]')


@dataclass(frozen=True)
class Small:
    """The small rendition of a picture; always WebP."""

    data: bytes
    width: int
    height: int


@dataclass(frozen=True)
class Content:
    data: bytes
    media_type: str
    suffix: str
    width: int | None = None
    height: int | None = None
    small: Small | None = None


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
    with _ONE_AT_A_TIME:
        return _as_new(_opened(data))


def _opened(data: bytes) -> Image.Image:
    """The picture, not yet decoded: what it says of itself is believed only as far as it can be borne."""
    try:
        picture = Image.open(io.BytesIO(data), formats=PICTURES)
        if _pixels_borne(picture) >= picture.width * picture.height:
            return picture
    except Image.DecompressionBombError:
        pass  # so large that not even its size is believed
    except Exception as reason:
        raise Refused(_no_picture(data), field="file") from reason
    raise Refused(_("This picture has too many pixels. Please send a smaller one."), field="file")


def _pixels_borne(picture: Image.Image) -> int:
    """An ordinary JPEG is decoded small, so it may be large. Everything else takes 3 to 4 bytes for each pixel."""
    is_small_soon = picture.format == "JPEG" and "progressive" not in picture.info
    return MOST_PIXELS_OF_PHOTOS if is_small_soon else MOST_PIXELS


def _no_picture(data: bytes) -> str:
    if data[4:8] == b"ftyp" and data[8:12] in _NEWER_FORMATS:
        return _(
            "This picture is in a format that we can't read. Please send it as JPEG: a screenshot of it is enough."
        )
    return _(
        "Only pictures (JPEG, PNG, WebP, GIF, HEIC) and PDFs can be kept here. This file is none, or it is damaged."
    )


def _as_new(picture: Image.Image) -> Content:
    """Upright, at most 2000 pixels wide and high, and nothing but its pixels. Of moving pictures the first."""
    may_lose_a_little = picture.format in {"JPEG", "HEIF"}
    is_webp = picture.format == "WEBP"
    try:
        upright = _upright(picture)
    except Exception as reason:
        raise Refused(_no_picture(b""), field="file") from reason
    has_alpha = upright.has_transparency_data
    bare = Image.new("RGBA" if has_alpha else "RGB", upright.size)
    bare.paste(upright.convert(bare.mode))
    target = io.BytesIO()
    if may_lose_a_little or (is_webp and not has_alpha):
        bare.convert("RGB").save(target, "JPEG", quality=85, optimize=True, progressive=True)
        kind = ("image/jpeg", ".jpg")
    else:
        bare.save(target, "PNG", optimize=True)
        kind = ("image/png", ".png")
    return Content(target.getvalue(), *kind, *bare.size, small=_small(bare))


def _upright(picture: Image.Image) -> Image.Image:
    """Decoded as small as will do, and only then turned: a photo of 50 megapixels needs no more room than one of 12."""
    share = min(1, LONGEST_EDGE / max(picture.size))
    picture.draft("RGB", (max(1, int(picture.width * share)), max(1, int(picture.height * share))))
    if picture.mode in {"P", "1", "I", "F", "I;16"}:
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    picture.thumbnail((LONGEST_EDGE, LONGEST_EDGE), reducing_gap=2.0)
    return ImageOps.exif_transpose(picture)


def _small(bare: Image.Image) -> Small:
    """For cards and lists."""
    bare.thumbnail((SMALL_EDGE, SMALL_EDGE))
    target = io.BytesIO()
    bare.save(target, "WEBP", quality=72, method=4)
    return Small(target.getvalue(), *bare.size)
