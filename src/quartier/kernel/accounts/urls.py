"""The addresses of the ways in, all below /account/. None of these pages is kept by a browser or on the way."""

from __future__ import annotations

from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache

from quartier.kernel.accounts.views import cards, entering, joining, passkeys, recovering, security, switching
from quartier.kernel.accounts.views.pages import View


def _private(address: str, view: View, name: str) -> URLPattern:
    return path(address, never_cache(view), name=name)


app_name = "account"
urlpatterns = [
    _private("", security.overview, "overview"),
    _private("new/", joining.name, "join"),
    _private("new/age/", joining.age, "join_age"),
    _private("new/birth-date/", joining.birth_date, "join_birth_date"),
    _private("new/log-in-name/", joining.login_name, "join_login_name"),
    _private("new/passphrase/", joining.passphrase, "join_passphrase"),
    _private("new/email/", joining.email, "join_email"),
    _private("welcome/", joining.welcome, "welcome"),
    _private("login/", entering.login, "login"),
    _private("logout/", entering.logout, "logout"),
    _private("confirm/", entering.confirm, "confirm"),
    _private("switch/", switching.switch, "switch"),
    _private("back/<int:place>/", switching.back, "back"),
    _private("passphrase/", security.passphrase, "passphrase"),
    _private("log-in-name/", security.login_name, "login_name"),
    _private("email/", security.email, "email"),
    _private("devices/", security.devices, "devices"),
    _private("devices/<int:pk>/end/", security.end_device, "end_device"),
    _private("devices/end-others/", security.end_others, "end_others"),
    _private("card/", cards.pin, "card_pin"),
    _private("card/<str:token>/", cards.scanned, "card"),
    _private("cards/", cards.mine, "cards"),
    _private("cards/new/", cards.make, "card_new"),
    _private("cards/<int:pk>/end/", cards.end, "card_end"),
    _private("cards/<int:pk>/resume/", cards.resume, "card_resume"),
    _private("passkeys/", passkeys.mine, "passkeys"),
    _private("passkeys/add/", passkeys.add, "passkey_add"),
    _private("passkeys/<int:pk>/rename/", passkeys.rename, "passkey_rename"),
    _private("passkeys/<int:pk>/remove/", passkeys.remove, "passkey_remove"),
    _private("passkey/", passkeys.use, "passkey_use"),
    _private("recover/", recovering.recover, "recover"),
    _private("recover/new/", recovering.new_passphrase, "recover_new"),
    _private("recover/neighbours/", recovering.by_neighbours, "recover_neighbours"),
    _private("recover/waiting/", recovering.waiting, "recover_waiting"),
    _private("recoveries/", recovering.mine, "recoveries"),
    _private("recoveries/<int:pk>/stop/", recovering.stop, "recovery_stop"),
    _private("vouch/<int:pk>/", recovering.vouch, "vouch"),
    _private("helpers/", recovering.trusted, "helpers"),
    _private("helpers/<int:pk>/end/", recovering.end_help, "helper_end"),
]
