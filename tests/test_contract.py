"""Every installed module keeps the contract."""

from quartier.api.testing.contract import *  # noqa: F403
