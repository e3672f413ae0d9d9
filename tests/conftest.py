"""What a test may ask for by name: the fixtures stand in tests/plugins, the servers behind them in tests/servers."""

pytest_plugins = (
    "tests.plugins.servers",
    "tests.plugins.databases",
    "tests.plugins.browser",
    "tests.plugins.services",
    "tests.plugins.statements",
    "tests.plugins.commands",
    "tests.plugins.heard",
    "tests.plugins.leavings",
)
