"""The kernel as one Django app: one set of migrations, whatever its folders."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "quartier.kernel"
    label = "kernel"

    def ready(self) -> None:
        from quartier.kernel import registry
        from quartier.kernel.processes.kinds import KINDS

        registry.load(of_kernel=KINDS)
