"""The contract suite: every promise that each module makes by being one.

In a test file of its own:

    from quartier.api.testing.contract import *

    SLUGS = ["chess"]      # leave it out to run over every installed module
"""
# ruff: noqa: F403 (the tests themselves are what this file is for)

from quartier.api.testing.checks.access import *
from quartier.api.testing.checks.data import *
from quartier.api.testing.checks.entries import *
from quartier.api.testing.checks.manifest import *
from quartier.api.testing.checks.pages import *
from quartier.api.testing.checks.people import *
from quartier.api.testing.checks.repeats import *
from quartier.api.testing.checks.steps import *
from quartier.api.testing.checks.switching import *
from quartier.api.testing.checks.texts import *
from quartier.api.testing.checks.work import *
