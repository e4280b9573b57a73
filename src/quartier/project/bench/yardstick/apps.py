from django.apps import AppConfig


class YardstickConfig(AppConfig):
    name = "quartier.project.bench.yardstick"
    label = "yardstick"
