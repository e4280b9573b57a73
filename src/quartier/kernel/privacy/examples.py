"""Who may see, take along and delete: everybody what is theirs, and nothing else."""

from __future__ import annotations

from quartier.kernel.contract import Access, Example
from quartier.kernel.gate.examples import with_other_keys

EXAMPLES = (
    Example(url="mydata:mine", access=Access.SIGNED_IN),
    Example(url="mydata:seen", access=Access.SIGNED_IN),
    Example(url="mydata:table", access=Access.SIGNED_IN, arguments=lambda _person: {"slug": "kernel.person"}),
    Example(url="mydata:agreed", access=Access.SIGNED_IN, post=lambda _person: {"text": "privacy", "answer": "yes"}),
    Example(url="mydata:register", access=Access.ANYBODY),
    Example(url="mydata:export", access=Access.SIGNED_IN),
    Example(url="mydata:erase", access=Access.SIGNED_IN, post=with_other_keys),
    Example(url="mydata:stay", access=Access.SIGNED_IN, post=lambda _person: {}),
)
