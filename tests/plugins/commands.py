"""Fixture: a command of ours in this process, from its arguments to its exit code."""

import os
from io import BytesIO, TextIOWrapper

import pytest

from gateway.cli import main
from tests.gateway.commanding import Done


@pytest.fixture
def luotsi(tmp_path, monkeypatch, capsysbinary):
    """`luotsi("balance", LUOTSI_COUNTY=…, words=…)`: a command from its arguments to its exit code, in this process."""

    def run(*arguments, words=b"", **environment):
        capsysbinary.readouterr()
        with monkeypatch.context() as patch:
            for name in [name for name in os.environ if name.startswith("LUOTSI_")]:
                patch.delenv(name)
            for name, value in ({"LUOTSI_DATA_DIR": str(tmp_path / "data")} | environment).items():
                patch.setenv(name, value)
            patch.chdir(tmp_path)
            patch.setattr("sys.argv", ["luotsi", *arguments])
            patch.setattr("sys.stdin", TextIOWrapper(BytesIO(words)))
            with pytest.raises(SystemExit) as ended:
                main()
        said = capsysbinary.readouterr()
        return Done(ended.value.code, said.out, said.err)

    return run
