"""What calls say, in the chat on our own pages (web/src/call*.ts)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from quartier.api import Text

CALL_WORDS: dict[str, Text] = {
    "call_accept": _("Take the call"),
    "call_accept_video": _("Take the call with picture"),
    "call_already": _("You are in a call already. End it first."),
    "call_asks_device": _("Your browser asks whether this page may use microphone and camera."),
    "call_back": _("Call back"),
    "call_begins": _("The call begins …"),
    "call_broke": _("The connection broke off."),
    "call_busy": _("%(name)s is in another call."),
    "call_by_relay": _("The call goes through this server. %(name)s doesn’t see your internet address."),
    "call_camera": _("Camera"),
    "call_cannot_hide": _(
        "Your address can’t be hidden just now: this server’s relay is away. Call without hiding it, or write."
    ),
    "call_close": _("Close"),
    "call_connects": _("You are being connected …"),
    "call_declined": _("%(name)s has declined."),
    "call_device_busy": _("Another program uses the microphone or the camera. Close it and call again."),
    "call_direct": _("The call goes directly. %(name)s’s device learns your internet address."),
    "call_elsewhere": _("Answered on another device of yours."),
    "call_ended": _("The call has ended."),
    "call_from": _("Call from %(name)s"),
    "call_hang_up": _("Hang up"),
    "call_hide": _("Hide my internet address in calls"),
    "call_hide_not": _(
        "That takes a relay, which this server doesn’t have just now. While this is ticked, no call is possible."
    ),
    "call_hide_why": _("Calls then go through this server. Otherwise the other person’s device learns your address."),
    "call_is_on": _("You hear each other now."),
    "call_line": _("Call, %(time)s minutes"),
    "call_line_busy": _("Call: was busy"),
    "call_line_declined": _("Call: declined"),
    "call_line_no_answer": _("Call: nobody answered"),
    "call_line_on": _("Call"),
    "call_line_rings": _("Call: it is ringing"),
    "call_missed": _("You missed a call from %(name)s"),
    "call_mute": _("Microphone off"),
    "call_no_answer": _("%(name)s doesn’t answer. Where the chat isn’t open, it doesn’t ring: write a message."),
    "call_no_camera": _("The camera can’t be used. Allow it in the browser’s settings for this page."),
    "call_no_device": _("No microphone or no camera was found on this device."),
    "call_no_https": _("Calls need a secure address: open this page by its address with https."),
    "call_no_media_there": _("%(name)s can’t answer: there the microphone can’t be used."),
    "call_no_relay": _("This server has no relay that could help."),
    "call_no_way": _("You could not be connected: your networks don’t find each other."),
    "call_no_webrtc": _("This browser can’t make calls. Take a newer one."),
    "call_not_allowed": _(
        "This page may not use microphone and camera. Allow it in the browser’s settings, then call again."
    ),
    "call_not_sent": _("The call didn’t go out. Try it again in a moment."),
    "call_over": _("The call has ended after %(time)s minutes."),
    "call_over_by": _("%(name)s has hung up."),
    "call_rings": _("%(name)s is calling you."),
    "call_rings_video": _("%(name)s is calling you, with picture."),
    "call_smaller": _("To the chat"),
    "call_video": _("Call %(name)s with picture"),
    "call_voice": _("Call %(name)s"),
    "call_waits": _("It rings …"),
    "call_with": _("Call with %(name)s"),
}
