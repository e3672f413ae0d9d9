"""These tests work on a whole gateway: `house`."""

from tests.plugins.house import house  # noqa: F401  a fixture is used by its name
