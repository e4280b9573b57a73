"""What the chat on our own pages says, by the words that its code uses (web/src: `say("…")`). Handed over with the page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from quartier.api import Text
from quartier.modules.chat.call_words import CALL_WORDS

WORDS: dict[str, Text] = {
    **CALL_WORDS,
    "accept": _("Accept"),
    "again": _("Try again"),
    "anew": _("Begin anew"),
    "anew_sure": _(
        "Really begin anew? Your old messages stay closed for ever on this device. Nobody can open them again."
    ),
    "anew_done": _(
        "Done, you have begun anew. Your old messages stay closed on this device; what is written from now on you can read."
    ),
    "answer_to": _("Answer to %(name)s:"),
    "attach": _("Send a photo or file"),
    "away": _("No connection to the chat just now. What you write goes out as soon as it is back."),
    "back": _("All conversations"),
    "cancel": _("Cancel"),
    "card": _("Recovery card"),
    "card_by_camera": _("On a new phone: hold the camera at this code, and open what it shows."),
    "card_by_letters": _("The same for other Matrix apps (recovery key):"),
    "card_by_words": _("Without a camera: open %(address)s, choose “Unlock this device” and type these words."),
    "card_code": _("QR code that opens your messages"),
    "card_failed": _("The card could not be made. Nothing was changed; try again in a moment."),
    "card_fits": _("This card fits. It opens your messages on any device on which you log in."),
    "card_keep": _("Keep it like your identity card: not in the phone, and not as a photo."),
    "card_later": _("Not now"),
    "card_lost": _(
        "Without the card and without a device that is logged in, your old messages are lost. Nobody can bring them "
        "back, not even this server. Your account, your groups and everything new stay."
    ),
    "card_make": _("Make the card"),
    "card_makes": _("The card is being made …"),
    "card_new_device": _("On a new phone it shows your old messages in one step."),
    "card_of": _("Opens the chat messages of %(name)s."),
    "card_offer": _("Put your messages in safety, with a card on paper."),
    "card_old": _("That is another card than the one that counts: an older one of yours, or somebody else’s."),
    "card_once": _("The card is shown only this once. It was made on this device and was sent nowhere."),
    "card_replaces": _("You have a card already. If you make a new one, the old one opens nothing any more."),
    "card_secret": _("Whoever has this card and your log-in can read your messages."),
    "card_strange": _("“%(word)s” stands on no card. Compare this word once more."),
    "card_title": _("Recovery card for the chat of %(quarter)s"),
    "card_try": _("I have a card: see whether it fits"),
    "card_try_do": _("See whether it fits"),
    "card_try_passkey": _("I have a card: see whether it fits, or add my passkey"),
    "card_type": _("What stands on your recovery card"),
    "card_type_hint": _("The 28 words, or the 48 letters and digits. With the camera it goes without typing."),
    "card_why": _(
        "Your messages are locked with a key that only your devices have. The card is a second key, on paper."
    ),
    "card_wrong": _("That isn’t complete, or something is mistyped. The card has 28 words, or 48 letters and digits."),
    "choose": _("Choose a conversation"),
    "choose_why": _("Or write to a neighbour you have not written to yet."),
    "closed": _(
        "%(count)s messages can’t be read on this device: they are from before it could read along, or from before you came."
    ),
    "conversation": _("Open conversation"),
    "conversations": _("My conversations"),
    "decline": _("Decline"),
    "delete": _("Delete"),
    "deleted": _("Message deleted"),
    "discard": _("Discard"),
    "edit": _("Change"),
    "edited": _("changed"),
    "editing": _("You are changing:"),
    "elsewhere": _("The chat is open in another tab"),
    "elsewhere_why": _("Two at once would spoil your keys. Go on there, or take it over here."),
    "file": _("File"),
    "file_gone": _("This file could not be opened."),
    "found_one": _("%(count)s match."),
    "found_many": _("%(count)s matches."),
    "found_why": _("Searched is what this device has opened; the server can’t search in it."),
    "group_from_here": _(
        "You can read what is written from the day on when you first open the chat. What was said before stays closed, "
        "also for those who come later."
    ),
    "kept_one": _("%(count)s message of yours waits on this device. It goes out as soon as the chat is open again."),
    "kept_many": _("%(count)s messages of yours wait on this device. They go out as soon as the chat is open again."),
    "leave": _("Leave the conversation"),
    "leave_sure": _(
        "Really leave the conversation with %(name)s? Here it is gone then. The other person keeps it and sees that you have left."
    ),
    "left": _("You have left the conversation."),
    "log_in": _("Log in"),
    "logged_out": _("You are logged out"),
    "logged_out_why": _(
        "Log in on this website again, then the chat is there too. What this browser kept of it is deleted."
    ),
    "messages": _("Messages"),
    "more_of": _("More about this message of %(name)s"),
    "more_of_room": _("More about this conversation: %(name)s"),
    "new": _("New conversation"),
    "new_keys": _(
        "The keys of %(names)s are new. That is so when somebody has begun anew without a recovery card. If it surprises "
        "you, ask in person before you write anything private."
    ),
    "new_keys_read": _("All right"),
    "new_message": _("%(name)s writes in %(room)s: %(text)s"),
    "new_why": _("Look for a neighbour by name. They are asked whether they want to write with you."),
    "news_from_here": _("Everybody in the quarter reads this, also what was written before they came."),
    "no_card": _("No card?"),
    "no_card_lost": _(
        "Neither card nor device: then your old messages are lost, and nobody can bring them back. Your groups, your "
        "conversations and everything new stay; the others see that your keys are new."
    ),
    "no_card_other": _(
        "Are you still logged in on another device? Open the chat there and make the card: it takes a minute."
    ),
    "no_crypto": _("This browser can’t encrypt here"),
    "no_crypto_why": _(
        "Chat needs a secure address (https) and a browser of the last years. Open this page by its https address, "
        "or use another app."
    ),
    "no_microphone": _("The microphone can’t be used. Allow it in the browser’s settings for this page."),
    "nobody_else": _("Nobody else is here any more"),
    "none": _("No conversations yet"),
    "none_why": _("Write to a neighbour, or join a group: its room then stands here."),
    "not_sent": _("Not sent."),
    "not_sent_why": _("That didn’t go out. Try it again in a moment."),
    "not_there": _("The chat isn’t there just now"),
    "not_there_why": _(
        "The rest of the website works. The chat starts again by itself; whoever looks after this server sees in the "
        "engine room what is wrong."
    ),
    "nothing_said": _("Nobody has written yet"),
    "offline_why": _("Your device has no connection to the Internet."),
    "older_message": _("an older message"),
    "open_file": _("Open %(name)s (%(size)s)"),
    "opening": _("Is being opened …"),
    "people_none": _("Nobody here is called so."),
    "people_one": _("%(count)s neighbour"),
    "people_many": _("%(count)s neighbours"),
    "passkey": _("Or with your passkey"),
    "passkey_cannot": _("This passkey can’t do that here. The card opens your messages."),
    "passkey_lock": _("Let my passkey open them, too"),
    "passkey_locked": _(
        "Done. On a new phone that has your passkey, fingerprint or face is enough. Keep the card anyway."
    ),
    "passkey_not_now": _("That came to nothing. Try again, or take the card."),
    "passkey_open": _("Unlock with the passkey"),
    "passkey_or_card": _("Or with the card:"),
    "passkey_why": _(
        "Your passkey can open your messages on a new phone, without typing. What it opens them with never leaves your "
        "devices unlocked."
    ),
    "photo": _("Photo"),
    "photo_as_it_is": _(
        "This browser can’t redraw this picture. It would go out as it is, with everything that the camera wrote into "
        "it, perhaps the place, too. Send it all the same?"
    ),
    "photo_named": _("Save photo: %(name)s"),
    "print": _("Print the card"),
    "react": _("Answer with a sign"),
    "reaction": _("%(sign)s from %(names)s"),
    "record": _("Record a voice message"),
    "recording": _("Recording"),
    "reply": _("Write an answer"),
    "report": _("Report"),
    "report_before": _("What was said before:"),
    "report_said": _("Said in the chat, copied from my device:"),
    "save_conversation": _("Keep what was said as a file"),
    "save_reads": _("%(count)s messages read …"),
    "saved": _("Saved as a file with text. Photos and files aren’t in it; keep them one by one."),
    "saved_on": _("Saved on %(day)s by %(name)s. Here it is no longer encrypted."),
    "save_file": _("Save %(name)s"),
    "sealed": _(
        "This device is new. With your recovery card it shows your old messages; until then nothing can be read here."
    ),
    "search": _("Search in my conversations"),
    "seen_by": _("Read by %(names)s"),
    "send": _("Send"),
    "sending": _("being sent"),
    "sent": _("Sent."),
    "shield_alone": _("Encrypted: only you can read this."),
    "shield_news": _(
        "Not encrypted: everybody in the quarter reads this, and whoever runs the server can read it too."
    ),
    "shield_one": _("Encrypted: only you can read this."),
    "shield_many": _(
        "Encrypted: only the %(count)s people in this room can read this, and nobody who runs the server."
    ),
    "shield_open": _("Not encrypted: whoever runs the server can read this too."),
    "shield_two": _("Encrypted: only you and %(name)s can read this, and nobody who runs the server."),
    "silent": _("You can’t write in this room."),
    "silent_matter": _("Nothing more is written here. How it goes on stands on the page of this matter."),
    "silent_news": _("Here those write who announce something to everybody. You can answer with a sign."),
    "silent_sealed": _("This device is still locked. Unlock it, then you can write here."),
    "to_matter": _("To the page of this matter"),
    "to_profile": _("To their page (there you can also block)"),
    "today": _("Today"),
    "too_big": _("This is too big: at most 50 megabytes."),
    "typing_one": _("%(names)s is writing …"),
    "typing_many": _("%(names)s are writing …"),
    "unread_one": _("unread message"),
    "unread_many": _("unread messages"),
    "unreadable": _("This message can’t be read on this device."),
    "unseal": _("Unlock this device"),
    "unsealing": _("Your card was read. Your messages are being opened …"),
    "unsealed": _("Done: your old messages are here."),
    "uploads": _("%(name)s is being sent …"),
    "use_here": _("Use it here"),
    "voice": _("Voice message"),
    "wait_crypto": _("Your keys are being fetched …"),
    "wait_rooms": _("Your conversations are being fetched …"),
    "wait_session": _("The chat is loading …"),
    "waits": _("waits for the connection"),
    "wants_to_write": _("%(name)s wants to write with you"),
    "wants_to_write_why": _("If you decline, the other person only sees that you are not there."),
    "whom": _("Name of the neighbour"),
    "write": _("Message"),
    "write_to": _("Message to %(name)s"),
    "yesterday": _("Yesterday"),
    "show_read": _("Others see what I have read"),
    "you": _("You"),
}
