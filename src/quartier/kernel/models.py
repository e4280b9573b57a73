"""Every table of the kernel, for Django to find."""

from quartier.kernel.people.models import Account, Person

__all__ = ["Account", "Person"]
