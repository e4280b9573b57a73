"""A module that is switched off answers 404 and shows nothing; switched on again, everything is back."""

from __future__ import annotations

import pytest

from quartier.api.testing.cast import Cast
from quartier.api.testing.people import client_of
from quartier.api.testing.requests import address_of
from quartier.kernel.contract import Module
from quartier.kernel.entries import search
from quartier.kernel.entries.actions import reindex, switch_module
from quartier.kernel.entries.feed import entries
from quartier.kernel.entries.links import start_link
from quartier.kernel.entries.models import EntryKey
from quartier.kernel.entries.sharing import share
from quartier.kernel.people.actors import Actor


@pytest.mark.django_db
@pytest.mark.once
@pytest.mark.not_shared(reason="examples may make what isn't shared yet")
def test_off_its_addresses_answer_404(module: Module, cast: Cast) -> None:
    urls = [address_of(example, cast.owner) for example in module.examples]
    switch_module(module.slug, on=False, by=Actor(cast.key_holder))
    for person in cast.viewers.values():
        client = client_of(person)
        for url in urls:
            assert client.get(url).status_code == 404, url
            assert client.post(url).status_code == 404, url
    switch_module(module.slug, on=True, by=Actor(cast.key_holder))
    client = client_of(cast.owner)
    assert any(client.get(url).status_code != 404 for url in urls) or not urls


@pytest.mark.django_db
def test_off_it_is_in_no_window_and_on_again_all_is_back(module: Module, cast: Cast) -> None:
    shared = [(kind, share(kind.example(cast.owner), by=Actor(cast.owner))) for kind in module.kinds]
    switch_module(module.slug, on=False, by=Actor(cast.key_holder))
    assert not EntryKey.objects.filter(kind__startswith=f"{module.slug}.").exists()
    for kind, entry in shared:
        assert entry is not None
        assert entry not in entries(cast.owner).entries
        assert entry not in search.find(cast.owner, entry.title)
        assert start_link(kind.name) is None
    switch_module(module.slug, on=True, by=Actor(cast.key_holder))
    for kind, entry in shared:
        assert entry is not None
        assert entry in entries(cast.owner, kind=kind.name).entries
        assert entry in search.find(cast.owner, entry.title)
    assert reindex() == 0


@pytest.mark.django_db
@pytest.mark.once
def test_off_nothing_links_to_it(module: Module, cast: Cast) -> None:
    """Neither the navigation nor a panel: every link to a module that is off is a dead end."""
    switch_module(module.slug, on=False, by=Actor(cast.key_holder))
    for person in (None, cast.owner):
        page = client_of(person).get("/").content.decode()
        assert f'href="/{module.slug}/' not in page
