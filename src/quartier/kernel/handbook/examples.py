"""The handbook is for everybody."""

from quartier.kernel.contract import Access, Example
from quartier.kernel.handbook.pages import pages

EXAMPLES = (
    Example(url="handbook:contents", access=Access.ANYBODY),
    Example(url="handbook:everything", access=Access.ANYBODY),
    Example(url="handbook:page", access=Access.ANYBODY, arguments=lambda _person: {"name": next(iter(pages()))}),
)
