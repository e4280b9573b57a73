"""What holds for all tests: the plugin that outside modules use too."""

pytest_plugins = ["quartier.api.testing.plugin"]
