"""What the made-up neighbours do together: roles, organisations, groups."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from quartier.kernel.groups.models import Group, GroupRole, Membership, Organisation, OrganisationMember
from quartier.kernel.people.models import Person
from quartier.kernel.roles.models import RoleHolder
from quartier.project.demo import documents
from quartier.project.demo.people import FOUNDED


def gather() -> None:
    said = tomllib.loads((Path(__file__).parent / "together.toml").read_text(encoding="utf-8"))
    people = {person.full_name: person for person in Person.objects.all()}
    since = timezone.now() - timedelta(days=FOUNDED - 40)
    for role, names in said["roles"].items():
        RoleHolder.objects.bulk_create(RoleHolder(person=people[name], role=role, granted=since) for name in names)
    for organisation in said["organisation"]:
        _found_organisation(organisation, people, since)
    for number, group in enumerate(said["group"]):
        _found_group(group, people, since + timedelta(days=number * 11))


def _found_organisation(said: dict[str, Any], people: dict[str, Person], since: datetime) -> None:
    names = said.pop("speak")
    organisation = Organisation.objects.create(**{"is_confirmed": True, **said})
    OrganisationMember.objects.bulk_create(
        OrganisationMember(organisation=organisation, person=people[name], may_manage=number == 0, joined=since)
        for number, name in enumerate(names)
    )


def _found_group(said: dict[str, Any], people: dict[str, Person], since: datetime) -> None:
    group = Group.objects.create(name=said["name"], about=said["about"], openness=said["openness"], created=since)
    rows = []
    for part, role in (("moderators", GroupRole.MODERATOR), ("members", GroupRole.MEMBER), ("asked", GroupRole.MEMBER)):
        for number, name in enumerate(said.get(part, ())):
            person = people[name]
            joined = max(person.confirmed or since, since) + timedelta(days=number)
            task = said.get("tasks", {}).get(name, "")
            accepted = part != "asked"
            rows.append(
                Membership(group=group, person=person, role=role, is_accepted=accepted, joined=joined, task=task)
            )
    Membership.objects.bulk_create(rows)
    for number, document in enumerate(said.get("documents", ())):
        documents.hand_in(group, document, people, timezone.now() - timedelta(days=60 - 17 * number))
