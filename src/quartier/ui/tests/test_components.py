import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory
from django.utils.translation import override

from quartier.ui import icons
from quartier.ui.gallery import ExampleForm, ExampleSteps
from quartier.ui.jinja import initials, query

EVIL = "<script>alert('x')</script>\"'"


def draw(call: str, **context: Any) -> str:
    page = engines["jinja2"].from_string('{% import "ui/components.html" as ui with context %}{{ ' + call + " }}")
    with override("de"):
        return page.render(context)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


CALLS = (
    "ui.kind(evil, 'sun', evil)",
    "ui.card(evil, evil, evil, 'sun', evil, evil, evil, evil, evil, evil, evil, True, evil)",
    "ui.report_link('entry', 1, evil)",
    "ui.card_list([{'title': evil, 'text': evil}])",
    "ui.card(evil, evil, picture={'url': evil, 'alt': evil, 'width': evil, 'height': evil})",
    "ui.paper_list([{'title': evil, 'text': evil, 'author': evil, 'kind_label': evil, 'url': '/' + evil}], 'http://' + evil)",
    "ui.section(evil, evil, evil, evil)",
    "ui.soon([(now, evil, evil, evil)])",
    "ui.empty_state(evil, evil, evil, evil)",
    "ui.the_end(evil, evil, evil, evil)",
    "ui.filter_chips({'rows': [(evil, [{'label': evil, 'url': evil, 'is_chosen': True}])], 'clear_url': evil, 'said': evil}, evil)",
    "ui.status(evil, evil)",
    "ui.notice_box(evil, evil, evil)",
    "ui.tabs([(evil, evil, True)], evil)",
    "ui.facts([(evil, evil, 'sun')])",
    "ui.person(evil, evil, evil, evil)",
    "ui.progress(evil, evil, evil)",
    "ui.crumbs([(evil, evil)])",
    "ui.back_link(evil, evil)",
    "ui.pagination(evil, evil, evil, evil, evil)",
    "ui.search_form(evil, evil, evil, evil)",
    "ui.table(evil, [evil], [[evil, evil]])",
    "ui.caution([evil])",
    "ui.thread([{'author': evil, 'text': evil, 'when': evil}, {'event': evil}], evil)",
    "ui.timeline([('a', evil), ('b', evil)], 'b', evil, {'a': evil})",
    "ui.button(evil, 'sun', evil, evil, evil)",
    "ui.button_link(evil, evil, 'sun', evil)",
    "ui.who_sees(evil)",
    "ui.undo(evil, evil)",
    "ui.steps(evil, evil, evil)",
    "ui.answers([(evil, evil, 'sun', evil)], steps)",
    "ui.decided([(evil, evil, 'sun', evil)])",
    "ui.confirm(evil, evil, evil, evil, evil, evil, evil)",
)


@pytest.mark.parametrize("call", CALLS)
def test_what_people_write_never_becomes_markup(call: str) -> None:
    html = draw(call, evil=EVIL, steps=ExampleSteps(), now=date(2026, 11, 24))
    assert "<script" not in html
    assert "&lt;script" in html
    assert "\"'" not in html  # no way out of an attribute


def test_every_component_is_asked_about_markup() -> None:
    module = engines["jinja2"].env.get_template("ui/components.html").module  # type: ignore[attr-defined]
    drawn = {call.removeprefix("ui.").split("(")[0] for call in CALLS}
    elsewhere = {
        "form",
        "field",
        "form_errors",
        "suggest_field",
        "filters",
        "filter_rows",
        "print_link",
        "paper_head",
        "answers",
        "avatar",
        "how_to",
    }
    assert {
        name for name in vars(module) if not name.startswith("_") and callable(getattr(module, name))
    } == drawn | elsewhere


def test_a_card_says_kind_title_who_where_when_and_one_action() -> None:
    html = draw(
        "ui.card('Regal', '/x', 'Gesucht', 'wrench', text='Hoch', author='Ayşe', where='Lindenplatz', when='heute',"
        " action_label='Helfen')"
    )
    assert words(html) == "Gesucht Regal Hoch Ayşe Lindenplatz heute Helfen : Regal"
    assert html.count('href="/x"') == 2  # the title, and the action where it has no address of its own


def test_an_empty_card_leaves_no_empty_shells() -> None:
    assert words(draw("ui.card('Regal')")) == "Regal"
    assert "<p" not in draw("ui.card('Regal')")


def test_the_timeline_says_where_one_is_without_colour() -> None:
    html = draw("ui.timeline([('a', 'Gefragt'), ('b', 'Vereinbart'), ('c', 'Erledigt')], 'b')")
    assert words(html) == "Gefragt (erledigt) Vereinbart Erledigt"
    assert html.count('aria-current="step"') == 1


class TwoFields(forms.Form):
    kind = forms.ChoiceField(label="Art", choices=(("a", "Eins"), ("b", "Zwei")), widget=forms.RadioSelect)
    email = forms.CharField(label="E-Mail", help_text="Wie name@ort.de")


def test_an_error_stands_at_the_top_and_beside_its_field() -> None:
    html = draw("ui.form(form, 'Weiter')", form=TwoFields({"email": ""}))
    assert 'href="#id_kind_0"' in html
    assert 'id="id_kind_0"' in html
    assert 'href="#id_email"' in html
    assert '<fieldset aria-describedby="id_kind_error">' in html
    (control,) = re.findall(r"<input[^>]*name=\"email\"[^>]*>", html)
    assert 'aria-describedby="id_email_hint id_email_error"' in control
    assert 'aria-invalid="true"' in control
    assert 'autocomplete="email"' in control
    for name in re.findall(r'aria-describedby="([^"]+)"', html):
        assert all(f'id="{one}"' in html for one in name.split())


def test_refusals_of_the_whole_form_are_told_too() -> None:
    form = TwoFields({"kind": "a", "email": "x"})
    form.add_error(None, EVIL)
    assert "&lt;script" in draw("ui.form(form, 'Weiter')", form=form)
    assert "<script" not in draw("ui.form(form, 'Weiter')", form=form)


def test_nothing_typed_is_lost_or_run() -> None:
    html = draw("ui.form(form, 'Weiter')", form=TwoFields({"email": EVIL}))
    assert "&lt;script&gt;" in html
    assert "<script" not in html


def test_a_form_says_who_sees_it_and_what_is_optional() -> None:
    html = draw("ui.form(form, 'Los', who_sees_text='Alle Nachbarn')", form=ExampleForm())
    assert "Das sehen: Alle Nachbarn" in words(html)
    assert "Telefon (freiwillig)" in words(html)
    assert "Warum fragen wir das?" in words(html)


def test_an_unknown_icon_is_found_out_at_once() -> None:
    with pytest.raises(LookupError, match="house"):
        icons.icon("hose")


@pytest.mark.parametrize(
    ("changes", "address"),
    [
        ({"kind": "news"}, "/list/?kind=news"),
        ({"kind": None}, "/list/"),
        ({"after": "x"}, "/list/?kind=offer&after=x"),
        ({"place": "a b&c"}, "/list/?kind=offer&place=a+b%26c"),
    ],
)
def test_filters_live_in_the_address(request_: HttpRequest, changes: dict[str, str | None], address: str) -> None:
    assert query(request_, **changes) == address


def test_a_filter_shows_what_is_chosen(rf: RequestFactory) -> None:
    html = draw("ui.filters('kind', 'Art', [('offer', 'Angebote')])", request=rf.get("/", {"kind": "offer"}))
    assert html.count('aria-current="true"') == 1
    assert "<script" not in draw("ui.filters('kind', 'Art', [(evil, evil)])", request=rf.get("/"), evil=EVIL)


@pytest.mark.parametrize(
    ("chosen", "address"),
    [([], "/list/?kind=offer"), (["a", "b"], "/list/?kind=offer&f=a&f=b"), (None, "/list/?kind=offer")],
)
def test_a_filter_may_have_several_values(request_: HttpRequest, chosen: list[str] | None, address: str) -> None:
    assert query(request_, f=chosen) == address


def test_initials_are_of_the_first_and_the_last_name() -> None:
    assert [initials(name) for name in ("Ayşe Demir", "Ayşe", "", "Anna von der Au", "(Kita) Sonne")] == [
        "AD",
        "A",
        "",
        "AA",
        "S",
    ]


def test_the_gallery_shows_every_component() -> None:
    """Whoever builds one more finds it at /ui/, and sees at once whether it fits beside the others."""
    folder = Path(__file__).parents[1] / "templates" / "ui"
    shown = " ".join(file.read_text() for file in folder.glob("gallery*.html"))
    module = engines["jinja2"].env.get_template("ui/components.html").module  # type: ignore[attr-defined]
    names = {name for name in vars(module) if not name.startswith("_") and callable(getattr(module, name))}
    assert len(names) > 30
    assert {name for name in names if f"ui.{name}(" not in shown} == set()
