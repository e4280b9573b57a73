"""What stands in module.py and in the folder around it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import fields
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.template.loader import get_template
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import override

from quartier.api.testing.addresses import addresses
from quartier.api.testing.subjects import found_of
from quartier.kernel import registry
from quartier.kernel.contract import Module
from quartier.kernel.step_contract import StepKind

NOT_IN_A_MODULE = {"signals.py", "apps.py", "utils.py"}
DOORS = ("quartier.api", "quartier.ui", "quartier.counting")
SIGNALS = ("django.db.models.signals", "django.dispatch")


def test_one_word_finds_everything(module: Module) -> None:
    """slug = folder = app label = URL prefix = template folder."""
    folder = found_of(module).folder
    assert folder.name == module.slug
    assert apps.get_app_config(module.slug).label == module.slug
    assert import_module(f"{found_of(module).package}.urls").app_name == module.slug
    assert all(
        address.route.startswith(f"{module.slug}/") for address in addresses() if address.namespace == module.slug
    )
    for kind_of_folder in ("templates", "static"):
        inside = {path.name for path in (folder / kind_of_folder).glob("*")}
        assert inside <= {module.slug}, f"{kind_of_folder}/ holds only {module.slug}/"


def test_every_name_starts_with_the_slug(module: Module) -> None:
    names = [kind.name for kind in module.kinds] + [notice.name for notice in module.notices]
    names += [matter.name for matter in module.matters]
    names += [power.name for power in module.powers] + [job.name for job in module.jobs]
    for name in names:
        assert name.startswith(f"{module.slug}."), name


def test_nothing_hides_in_the_folder(module: Module) -> None:
    """No signals, no apps.py, no utils.py; __init__.py is empty; and a README tells what the module is for."""
    folder = found_of(module).folder
    assert not NOT_IN_A_MODULE & {path.name for path in folder.rglob("*.py")}
    assert not (folder / "__init__.py").read_text().strip()
    assert (folder / "README.md").is_file(), "README.md: what, for whom, change me first"


def test_it_uses_only_the_door(module: Module) -> None:
    """A module imports quartier.api, quartier.ui and the pure quartier.counting, itself, and libraries."""
    found = found_of(module)
    for path in sorted(found.folder.rglob("*.py")):
        for name in _imports(path):
            is_own = name == found.package or name.startswith(f"{found.package}.")
            is_ours = name.startswith("quartier.") and not name.startswith(DOORS)
            assert is_own or not is_ours, f"{path.relative_to(found.folder)} imports {name}"
            assert not name.startswith(SIGNALS), (
                f"{path.relative_to(found.folder)} imports {name}: say it in the action"
            )


def test_texts_are_translated_when_read(module: Module) -> None:
    """gettext_lazy: a text that was translated at start has one language for everybody."""
    texts: list[object] = [module.name, module.summary, *(item.label for item in module.nav)]
    texts += [power.label for power in module.powers]
    texts += [text for notice in module.notices for text in (notice.label, notice.sentence)]
    texts += [
        text for kind in module.kinds for text in (kind.label, kind.plural, kind.action, kind.start_label) if text
    ]
    texts += [facet.label for kind in module.kinds for facet in kind.facets]
    for text in texts:
        assert isinstance(text, Promise), f"{text!r} is not lazy"
        assert str(text).strip()


def test_it_says_what_it_serves_and_costs(module: Module) -> None:
    """A quarter decides about it: so it says in plain words, in three languages, which needs it meets and what it costs."""
    if isinstance(module, StepKind):  # it comes with the processes that use it; nobody switches it on
        return
    serves = module.serves
    assert serves is not None, "serves=Serving(…): which needs, how much care, which data, how much disk"
    assert serves.needs
    assert serves.fewest_caretakers >= 1
    for text in (*serves.needs, serves.words, serves.care, serves.caretakers, serves.data, serves.disk):
        assert isinstance(text, Promise), f"{text!r} is not lazy"
        said = {}
        for language in ("en", "de", "de-simple"):
            with override(language):
                said[language] = str(text).strip()
        assert said["en"]
        assert said["de"] != said["en"], f"{said['en']!r} has no German"
        assert said["de-simple"] != said["en"], f"{said['en']!r} has no Einfache Sprache"


def test_no_kind_says_a_facet_twice(module: Module) -> None:
    """And a Facet's name can stand in an address as it is."""
    for kind in module.kinds:
        names = [facet.name for facet in kind.facets]
        assert len(names) == len(set(names)), f"{kind.name}: {names}"
        assert all(name.isidentifier() and name.islower() for name in names), f"{kind.name}: {names}"


def test_its_links_lead_somewhere(module: Module) -> None:
    for item in module.nav:
        assert reverse(item.url).startswith(f"/{module.slug}/")
    for kind in module.kinds:
        if kind.start_url:
            assert reverse(kind.start_url).startswith(f"/{module.slug}/")
            assert kind.start_label, f"{kind.name}: what does somebody do at {kind.start_url}?"
    for panel in module.panels:
        assert get_template(panel.template)


def test_its_settings_have_defaults_and_labels(module: Module) -> None:
    if module.settings is None:
        return
    chosen = module.settings()
    for item in fields(module.settings):
        label = item.metadata.get("label")
        assert isinstance(label, Promise), f"{item.name}: setting(…, label=_(…))"
        low, high = item.metadata.get("at_least"), item.metadata.get("at_most")
        default = getattr(chosen, item.name)
        assert low is None or default >= low, f"{item.name} is less than its own at_least"
        assert high is None or default <= high, f"{item.name} is more than its own at_most"


def test_its_notices_can_be_said(module: Module) -> None:
    for notice in module.notices:
        sentence = str(notice.sentence) % {"by": "Ayşe Demir", "title": "Ein Fahrrad"}
        assert "%" not in sentence, f"{notice.name}: only %(by)s and %(title)s"


def test_it_listens_to_what_exists(module: Module) -> None:
    """A kind of an installed module must exist. One of a module that isn't installed is simply never heard."""
    for listen in module.listens:
        owner = registry.module(listen.kind.partition(".")[0])
        assert owner is None or listen.kind in {*registry.kinds(), *registry.matter_kinds()}, listen.kind


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
