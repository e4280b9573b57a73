"""7:1 for text and 3:1 for shapes, computed from the tokens themselves."""

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).parents[1] / "static/ui/base.css").read_text()
TOKEN = re.compile(r"--([a-z-]+): (#[0-9a-f]{6});")
LIGHT, DARK = (dict(TOKEN.findall(CSS.split("color-scheme:")[part].split("\n}")[0])) for part in (1, 2))

TONES = ("primary", "accent", "info", "violet", "good", "warn", "danger")
TEXT = (
    *((ink, ground) for ink in ("ink", "ink-soft") for ground in ("paper", "surface", "neutral-wash")),
    *(("ink", f"{tone}-wash") for tone in TONES),
    *((tone, ground) for tone in TONES for ground in ("paper", "surface", f"{tone}-wash")),
    ("ink-soft", "primary-wash"),
    ("primary", "neutral-wash"),
    ("primary-ink", "primary"),
    ("primary-ink", "primary-deep"),
    ("danger-ink", "danger"),
)
SHAPES = tuple((shape, ground) for shape in ("edge", "focus", *TONES) for ground in ("paper", "surface"))


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_itself_is_right() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_text_stands_out_seven_to_one(tokens: dict[str, str]) -> None:
    weak = {pair: found for pair in TEXT if (found := contrast(tokens[pair[0]], tokens[pair[1]])) < 7}
    assert not weak


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_shapes_stand_out_three_to_one(tokens: dict[str, str]) -> None:
    weak = {pair: found for pair in SHAPES if (found := contrast(tokens[pair[0]], tokens[pair[1]])) < 3}
    assert not weak


NAMED_IN_THE_DESIGN = {
    "paper",
    "surface",
    "ink",
    "ink-soft",
    "line",
    "primary",
    "accent",
    "info",
    "good",
    "warn",
    "danger",
    "focus",
}


def with_more_contrast(tokens: dict[str, str]) -> dict[str, str]:
    """What @media (prefers-contrast: more) makes of them, read from the style sheet."""
    block = CSS.split("@media (prefers-contrast: more) {")[1].split("}")[0]
    changes = re.findall(r"--([a-z-]+): var\(--([a-z-]+)\)", block)
    assert changes
    return {**tokens, **{name: tokens[other] for name, other in changes}}


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_more_contrast_is_more(tokens: dict[str, str]) -> None:
    strong = with_more_contrast(tokens)
    for ground in ("paper", "surface"):
        assert contrast(strong["ink-soft"], strong[ground]) >= 12
        assert contrast(strong["line"], strong[ground]) >= 3
        assert contrast(strong["edge"], strong[ground]) >= 12


def test_the_measures_are_those_of_the_design() -> None:
    assert set(LIGHT) >= NAMED_IN_THE_DESIGN
    sizes = dict(re.findall(r"--(s\d+|radius|h1|h2|h3): ([\d.]+)(?:px|rem);", CSS))
    assert all(float(value) % 4 == 0 for name, value in sizes.items() if name[0] == "s")
    assert float(sizes["radius"]) == 10
    assert float(sizes["h2"]) == pytest.approx(1.2)
    assert float(sizes["h1"]) == pytest.approx(1.2**3)
    assert "html { font-size: 112.5%;" in CSS  # 18 px
    assert len(re.findall(r"--shadow: 0", CSS)) == 1


def test_both_themes_have_the_same_tokens() -> None:
    assert LIGHT.keys() == DARK.keys()


def test_components_use_names_and_never_values() -> None:
    assert not re.findall(
        r"#[0-9a-f]{3,8}\b|rgb\(", (Path(__file__).parents[1] / "static/ui/components.css").read_text()
    )
