from quartier.api.testing.contract import *

SLUGS = ["discussion", "participate"]
