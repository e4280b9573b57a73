"""What columns are called by people, where a table doesn't say otherwise. "" hides a column that would tell them nothing.

Hidden ones stand in the data to take along all the same; only secrets (Duty.WITHHELD) don't.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from quartier.kernel.contract import Text

WORDS: dict[str, Text] = {
    "id": "", "key": "", "url": "", "person": "", "account": "", "author": "", "owner": "",
    "about": _("About me"), "accepted": _("Agreed on"), "accepted_by": _("Agreed by"), "address": _("Address"),
    "agreed": _("Agreed on"), "alt": _("What is seen on it"), "answers": _("Answers"), "asked": _("Asked on"), 
    "at": pgettext_lazy("column", "When"),
    "began": _("Begun on"), "birth_date": _("Date of birth"), "browser": _("Browser"), "by": _("By"), "capacity": _("For how many"),
    "changed": _("Last changed"), "child": _("Young person"), "closed": _("Closed on"), "confirmed": _("Confirmed on"),
    "confirmed_by": _("Confirmed by"), "created": _("Written on"), "deleted": _("Deleted on"), "device": _("Device"),
    "draft": "", "dropped": _("Thrown away on"), "due": _("Due on"), "edited": _("Edited on"), "email": _("E-mail address"),
    "ended": _("Ended on"), "ends": _("Until"), "entry": _("Post"), "expires": _("Valid until"), "family_name": _("Family name"),
    "file": _("File"), "first_day": _("First day"), "for_person": _("For"), "given": _("Given on"), "given_name": _("Given name"),
    "granted": _("Since"), "granted_by": _("Given by"), "ground": _("Ground"), "group": _("Group"), "guardian": _("Guardian"),
    "helper": _("Helper"), "hidden": _("Hidden on"), "host": _("Server"), "is_accepted": _("Accepted"), "is_current": _("Counts now"),
    "is_protected": _("Only for the protected circle"), "is_recurring": _("Again and again"), "is_shared": _("Shared device"),
    "issued": _("Made on"), "issued_by": _("Made by"), "joined": _("Since"), "kind": _("Kind"), "label": _("Name"),
    "languages": _("Languages"), "last_day": _("Last day"), "last_login": _("Last logged in"), "last_seen": _("Last seen"),
    "last_used": _("Last used"), "left": _("Left on"), "login_name": _("Log-in name"), "made": _("Made on"), "made_by": _("Made by"),
    "matter": _("Conversation"), "media_type": _("Sort of file"), "name": _("Name"), "organisation": _("Organisation"),
    "paused": _("Stopped on"), "phone": _("Telephone"), "picture": _("Picture"), "place": _("Place"), "post": _("Post"),
    "power": _("Power"), "proposed": _("Proposed on"), "proposed_by": _("Proposed by"), "reader": _("Who looked"),
    "reason": _("Reason"), "recorded_by": _("Written down by"), "recovery": "", "released": _("Let know on"),
    "reported": _("Reported on"), "reported_by": _("Reported by"), "role": _("Role"), "since": _("Since"), "size": _("Bytes"),
    "sort": _("Sort"), "standing": _("Standing"), "starts": _("From"), "state": _("State"), "stored": _("Stored on"),
    "system": _("Operating system"), "task": _("Task"), "text": _("Text"), "time_of_day": _("Time of day"), "title": _("Title"),
    "until": _("Until"), "urgency": _("How urgent"), "used": _("Used on"), "verb": "", "version": _("Version"),
    "visibility": _("Who sees it"), "way": _("How"), "weekdays": _("Weekdays"), "what": _("What"), "why": _("On what ground"),
    "withdrawn": _("Taken back on"), "withdrawn_by": _("Taken back by"), "written_by": _("Written by the hand of"),
    "wrong_codes": _("Wrong codes"), "wrong_pins": _("Wrong PINs"), "is_active": pgettext_lazy("account", "Active"),
}  # fmt: skip
