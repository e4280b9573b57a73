"""Addresses that the web prescribes, at its root."""

from django.urls import path

from quartier.modules.chat import programs

urlpatterns = [
    path(".well-known/matrix/client", programs.find, name="chat_find"),
    path(".well-known/openid-configuration", programs.discovery, name="chat_openid"),
]
