"""The pages' scripts are committed built: what browsers get is what the sources say, and it is small."""

import gzip
import hashlib
import re
import shutil
import subprocess

import pytest

from tests.architecture.tree import ROOT

SCRIPTS = ROOT / "gateway" / "web" / "scripts"
STATIC = ROOT / "gateway" / "web" / "static"
BUILT = ["inbox.js", "operate.js", "widget.js"]
REBUILD = "run `make scripts` and commit what it makes"


@pytest.mark.parametrize("name", BUILT)
def test_a_built_script_was_made_from_the_sources_as_they_are(name):
    digest = hashlib.sha256()
    for source in sorted(SCRIPTS.iterdir(), key=lambda one: one.name):
        if re.search(r"\.(ts|mjs|css)$|^package.*\.json$", source.name):
            digest.update(source.name.encode() + b"\0" + source.read_bytes())
    first_line = (STATIC / name).read_text(encoding="utf-8").partition("\n")[0]

    assert first_line == f"// sources {digest.hexdigest()}", REBUILD


def test_building_again_makes_the_same_files(tmp_path):
    node = shutil.which("node")
    if node is None or not (SCRIPTS / "node_modules" / "esbuild").is_dir():
        pytest.skip("esbuild is not installed (make scripts)")
    subprocess.run([node, "build.mjs", str(tmp_path)], cwd=SCRIPTS, check=True, timeout=60)

    assert [name for name in BUILT if (tmp_path / name).read_bytes() != (STATIC / name).read_bytes()] == [], REBUILD


def test_the_chat_weighs_less_than_a_picture():
    assert len(gzip.compress((STATIC / "widget.js").read_bytes())) <= 15_000
