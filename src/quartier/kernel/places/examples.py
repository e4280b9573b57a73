"""Who may be helped to type an address."""

from quartier.kernel.contract import Access, Example

EXAMPLES = (Example(url="places:suggest", access=Access.SIGNED_IN),)
