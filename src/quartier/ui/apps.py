"""What everything looks like: templates, components, design tokens. Imports neither kernel nor modules."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "quartier.ui"
    label = "ui"
