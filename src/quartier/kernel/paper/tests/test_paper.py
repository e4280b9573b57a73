"""What is made to be printed: readable by machines too, and clear about what is wrong."""

import re

import pytest
from django.utils.translation import override

from quartier.kernel.paper import PaperError, making, pdf, qr_svg

SHEET = """#import "/paper/base.typ": *
#show: paper.with(title: data.title)
#letter(from: "Quartier", to: ("Ayşe Đorđević", "Weg 1"), data.title)[#data.text #qr(data.svg, "Adresse")]"""


@pytest.fixture(autouse=True)
def _sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    known = making._templates()
    monkeypatch.setattr(making, "_templates", lambda: {**known, "test/sheet.typ": SHEET})


def made(text: str = "Größe", **more: object) -> bytes:
    return pdf("test/sheet.typ", {"title": "Ein Brief für dich", "text": text, "svg": qr_svg("abc"), **more})


def test_a_german_letter_is_tagged_and_has_a_title_a_language_and_our_letters() -> None:
    with override("de-simple"):
        sheet = made()
    assert sheet.startswith(b"%PDF")
    for sign in (b"/StructTreeRoot", b"/Lang(de)", b"/MarkInfo", b"AtkinsonHyperlegibleNext"):
        assert sign in sheet.replace(b"/Lang (", b"/Lang("), sign
    title = "Ein Brief für dich".encode("utf-16-be").hex().upper()
    assert b"Ein Brief f" in sheet or title in sheet.hex().upper()


def test_names_and_signs_of_everybody_come_through_or_leave_the_rest_readable() -> None:
    assert made("Сергей, ليلى, Đorđe")
    assert made("who types \\u0007 itself means nothing bad")
    assert made("Fest \U0001f600 中文 \x07 \x08 \x80 \x9f \u0378 \u063b")
    assert made("中文 ԦԮ \u0378 \u0620 \u063b \uffff \U000e0001")


def test_data_that_does_not_fit_says_which_template_and_what_is_missing() -> None:
    with pytest.raises(PaperError, match=re.compile("test/sheet.typ.*text", re.DOTALL)):
        pdf("test/sheet.typ", {"title": "Ein Brief"})
    with pytest.raises(PaperError, match="title"):
        made(title="")
    with pytest.raises(PaperError, match="JSON"):
        made(object=object())
    with pytest.raises(PaperError, match="no-such.typ"):
        pdf("no-such.typ", {})
