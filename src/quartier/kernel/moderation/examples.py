"""Who may report, decide and read what."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from quartier.kernel.comments.models import Comment
from quartier.kernel.contract import Access, Example
from quartier.kernel.entries.audiences import PUBLIC, key_of_person
from quartier.kernel.entries.models import Entry
from quartier.kernel.groups.models import Group, GroupRole, Membership, Organisation
from quartier.kernel.matters.models import Matter, Message, Party
from quartier.kernel.moderation.decisions import decide, lock
from quartier.kernel.moderation.evidence import path_of
from quartier.kernel.moderation.models import By, Case, EvidenceFile, Statement
from quartier.kernel.moderation.panel_models import Panel, Seat
from quartier.kernel.moderation.report_views import sent_url
from quartier.kernel.moderation.reports import report
from quartier.kernel.people.actors import Actor
from quartier.kernel.people.models import Person, Standing
from quartier.kernel.terms.moderation import MODERATE
from quartier.kernel.terms.quarter import MANAGE

Values = dict[str, Any]
DECISION = {"measure": "nothing", "rule": "respect", "reasons": "Das ist ein Streit, keine Beleidigung."}


def nothing(_person: Person) -> Values:
    return {}


def _somebody(name: str = "Rosa") -> Person:
    return Person.objects.create(given_name=name, family_name="Beispiel", standing=Standing.MEMBER)


def _entry(author: Person) -> Entry:
    return Entry.objects.create(
        kind="moderation.example", object_id=author.pk, author=author, title="Mein Nachbar ist ein Lump", url="/",
        keys=[PUBLIC, key_of_person(author.pk)], published=timezone.now(),
    )  # fmt: skip


def _comment(author: Person) -> Comment:
    return Comment.objects.create(entry=_entry(_somebody()), author=author, text="Selber Lump!")


def _message(reader: Person) -> Message:
    other = _somebody()
    matter = Matter.objects.create(kind="moderation.example", about=None, title="Leiter")
    Party.objects.create(matter=matter, person=reader, part="asker")
    Party.objects.create(matter=matter, person=other, part="helper")
    return Message.objects.create(matter=matter, author=other, text="Schick mir ein Foto von dir.")


def _group(owner: Person) -> Group:
    group = Group.objects.create(name=f"Lumpen {owner.pk}")
    Membership.objects.create(group=group, person=owner, role=GroupRole.MODERATOR)
    return group


def a_post(owner: Person) -> Values:
    return {"what": "entry", "pk": _entry(owner).pk}


def a_comment(owner: Person) -> Values:
    return {"what": "comment", "pk": _comment(owner).pk}


def a_message(owner: Person) -> Values:
    return {"what": "message", "pk": _message(owner).pk}


def a_profile(owner: Person) -> Values:
    return {"what": "person", "pk": owner.pk}


def a_group(owner: Person) -> Values:
    return {"what": "group", "pk": _group(owner).pk}


def an_organisation(_owner: Person) -> Values:
    made = Organisation.objects.create(name="Falscher Verein", kind="association", is_confirmed=True)
    return {"what": "organisation", "pk": made.pk}


def wrong(_person: Person) -> Values:
    return {"rule": "respect", "text": "Das verletzt mich."}


def _case(about: Person) -> Case:
    comment = _comment(about)
    return report("comment", comment, rule="respect", by=Actor(_somebody("Melda"))).case


def a_case(owner: Person) -> Values:
    return {"pk": _case(owner).pk}


def a_held_case(owner: Person) -> Values:
    case = _case(owner)
    now = timezone.now()
    Comment.objects.filter(pk=case.object_id).update(hidden=now)
    Case.objects.filter(pk=case.pk).update(held=now)
    return {"pk": case.pk}


def a_copy(owner: Person) -> Values:
    evidence = _case(owner).evidence.get()
    file = EvidenceFile.objects.create(
        evidence=evidence, key=f"example-{evidence.pk}", name="b.png", media_type="image/png"
    )
    path_of(file.key).parent.mkdir(parents=True, exist_ok=True)
    path_of(file.key).write_bytes(b"png")
    return {"key": file.key}


def a_seat(owner: Person) -> Values:
    case = _case(_somebody("Lena"))
    Panel.objects.filter(case=case).delete()
    panel = Panel.objects.create(case=case, level=1, size=3, seed="0" * 32, due=timezone.now())
    return {"pk": Seat.objects.create(panel=panel, person=owner).pk}


def a_statement(owner: Person) -> Values:
    case = lock(_case(owner))
    decide(case, "hide", None, "respect", "Das ist eine Beleidigung.", by=By.MODERATORS)
    return {"pk": Statement.objects.get(person=owner, decision__case=case).pk}


def a_word(owner: Person) -> Values:
    made = report("entry", _entry(owner), rule="respect", by=None)
    return {"token": sent_url(made).split("/")[2]}


def a_word_of_a_decision(owner: Person) -> Values:
    made = report("entry", _entry(owner), rule="respect", by=None)
    decide(lock(made.case), "nothing", None, "respect", "Das ist erlaubt.", by=By.MODERATORS)
    return {"token": sent_url(made).split("/")[2]}


def complaint(_person: Person) -> Values:
    return {"text": "Es war ein Scherz unter Freunden."}


def _reported(access: Access, arguments: Any) -> Example:
    return Example(url="moderation:report", access=access, arguments=arguments, post=wrong)


def _moderated(url: str, **more: Any) -> Example:
    return Example(url=url, access=Access.POWER, power=MODERATE, **more)


EXAMPLES = (
    _reported(Access.ANYBODY, a_post),
    _reported(Access.ANYBODY, a_comment),
    _reported(Access.ANYBODY, an_organisation),
    _reported(Access.MEMBERS, a_profile),
    _reported(Access.MEMBERS, a_group),
    _reported(Access.OWNER, a_message),
    Example(url="moderation:sent", access=Access.ANYBODY, arguments=a_word),
    Example(
        url="moderation:complain_without_account", access=Access.ANYBODY, arguments=a_word_of_a_decision, post=complaint
    ),
    Example(url="moderation:rules", access=Access.ANYBODY),
    Example(url="moderation:log", access=Access.ANYBODY),
    Example(
        url="moderation:edit_rules",
        access=Access.POWER,
        power=MANAGE,
        post=lambda _person: {"respect": "Wir grüßen uns im Treppenhaus.", "more": ""},
    ),
    _moderated("moderation:list"),
    _moderated("moderation:case", arguments=a_case, post=lambda _person: DECISION),
    _moderated("moderation:hold", arguments=a_case, post=nothing),
    _moderated("moderation:release", arguments=a_held_case, post=nothing),
    _moderated("moderation:evidence", arguments=a_copy),
    Example(url="moderation:mine", access=Access.SIGNED_IN),
    Example(url="moderation:willing", access=Access.MEMBERS, post=lambda _person: {"willing": "1"}),
    Example(url="moderation:seat", access=Access.OWNER, arguments=a_seat, post=lambda _person: DECISION),
    Example(url="moderation:let_off", access=Access.OWNER, arguments=a_seat, post=nothing),
    Example(url="moderation:statement", access=Access.OWNER, arguments=a_statement),
    Example(url="moderation:complain", access=Access.OWNER, arguments=a_statement, post=complaint),
)
