"""Draws the small pictures of the made-up quarter, as pictures.toml says."""

from __future__ import annotations

import io
import tomllib
from functools import cache
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

SIZE = (480, 320)
LARGER, KEPT = 3, 2  # drawn three times as large and shrunk to twice: soft edges
COLOURS = {
    "paper": "#f6eedc", "cream": "#fdf8ea", "ink": "#34302a", "moss": "#5f7d4c", "grass": "#9dbb77", "sky": "#cfe3e6",
    "water": "#86b3c8", "blue": "#2f7fae", "night": "#2d3b55", "sun": "#ecb84b", "orange": "#dd8436",
    "brick": "#b5523a", "rose": "#e0a08f", "wood": "#a2714a", "skin": "#dcab86",
}  # fmt: skip


def upload(name: str) -> SimpleUploadedFile:
    """The picture, as if somebody had chosen it in the form."""
    return SimpleUploadedFile(f"{name}.png", drawn(name), "image/png")


@cache
def drawn(name: str) -> bytes:
    background, *shapes = _pictures()[name].strip().splitlines()
    image = Image.new("RGB", (SIZE[0] * LARGER, SIZE[1] * LARGER), COLOURS[background])
    pen = ImageDraw.Draw(image)
    for shape in shapes:
        _draw(pen, shape.split())
    out = io.BytesIO()
    image.resize((SIZE[0] * KEPT, SIZE[1] * KEPT), Image.Resampling.LANCZOS).save(out, "PNG")
    return out.getvalue()


@cache
def _pictures() -> dict[str, str]:
    return tomllib.loads(Path(__file__).with_name("pictures.toml").read_text(encoding="utf-8"))


def _draw(pen: ImageDraw.ImageDraw, words: list[str]) -> None:
    times, right, down = 1, 0.0, 0.0
    if "x" in words[0]:
        count, _x, step = words.pop(0).partition("x")
        times, (right, down) = int(count), (float(part) for part in step.split(","))
    for number in range(times):
        _shape(pen, words, number * right, number * down)


def _shape(pen: ImageDraw.ImageDraw, words: list[str], right: float, down: float) -> None:
    what, colour, *rest = words
    fill = COLOURS[colour]
    if what == "p":
        pen.polygon(_corners(rest, right, down), fill)
    elif what == "l":
        width, corners = round(float(rest[0]) * LARGER), _corners(rest[1:], right, down)
        pen.line(corners, fill, width, joint="curve")
        for x, y in (corners[0], corners[-1]):
            pen.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill)
    elif what == "b":
        x, y, wide, high, radius = (float(word) * LARGER for word in rest)
        x, y = x + right * LARGER, y + down * LARGER
        pen.rounded_rectangle((x, y, x + wide, y + high), radius, fill)
    elif what == "o":
        pen.ellipse(_around(rest, right, down), fill)
    elif what == "c":
        start, end = float(rest[5]), float(rest[6])
        pen.arc(_around(rest[1:5], right, down), start, end, fill, round(float(rest[0]) * LARGER))
    else:
        raise ValueError(f"pictures.toml: no shape is called {what!r}.")


def _around(words: list[str], right: float, down: float) -> tuple[float, float, float, float]:
    x, y, across, high = (float(word) for word in words)
    x, y = x + right, y + down
    return (x - across) * LARGER, (y - high) * LARGER, (x + across) * LARGER, (y + high) * LARGER


def _corners(words: list[str], right: float, down: float) -> list[tuple[float, float]]:
    pairs = (word.split(",") for word in words)
    return [((float(x) + right) * LARGER, (float(y) + down) * LARGER) for x, y in pairs]
