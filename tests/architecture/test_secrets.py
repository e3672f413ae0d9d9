"""Nothing in the repository leads back to a machine, a registry or a secret."""

import re

from tests.architecture.tree import ROOT, files

HERE = "tests/architecture/test_secrets.py"
REGISTRIES = (
    rb"pypi\.org|pythonhosted\.org|registry\.npmjs\.org|registry\.yarnpkg\.com|deb\.debian\.org|proxy\.golang\.org"
)
INDEX_OPTIONS = rb"^\s*(--(extra-)?index-url|--find-links|-i|-f)\b"
MACHINE = rb"/work/|/root/|/home/[a-z]|/opt/wheels|\.pyenv|/Users/"
SECRETS = (
    rb"-----BEGIN [A-Z ]*PRIVATE KEY-----"
    rb"|\b(AKIA|ASIA)[A-Z0-9]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}|\bxox[abp]-[0-9A-Za-z-]{20}"
    rb"|\bk[0-9]+:[A-Za-z0-9+/]{43}="  # one of our own
    rb"|\$argon2id\$v=19\$m=\d+,t=\d+,p=\d+\$[A-Za-z0-9+/]{8}"
)


def _found(pattern: bytes, *, suffixes: frozenset[str] = frozenset()) -> list[str]:
    expression = re.compile(pattern, re.MULTILINE)
    return [
        f"{path}: {match.group().decode(errors='replace')}"
        for path in files()
        if str(path) != HERE and (not suffixes or path.suffix in suffixes)
        for match in expression.finditer((ROOT / path).read_bytes())
    ]


def test_no_file_names_a_package_registry():
    assert _found(REGISTRIES) == []


def test_no_requirements_file_says_where_packages_come_from():
    assert _found(INDEX_OPTIONS, suffixes=frozenset({".txt", ".in"})) == []


def test_no_file_names_a_place_on_the_machine_where_it_was_made():
    assert _found(MACHINE) == []


def test_no_file_holds_a_secret():
    assert _found(SECRETS) == []


def test_what_is_this_machines_own_stays_out_of_git():
    private = {".env", ".sqlite3", ".key", ".pem"}

    assert [path for path in files() if path.suffix in private or path.name == ".env"] == []
