"""Programs of the machine that tests run: found or skipped for a plain reason, and run with their words kept."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

# Debian keeps servers out of a user's PATH, and PostgreSQL's out of everybody's.
_ELSEWHERE = ("/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/lib/postgresql/15/bin", "/usr/lib/postgresql/17/bin")


class ProgramFailedError(RuntimeError):
    """A program of a test server ended with an error."""

    def __init__(self, command: Sequence[str], exit_code: int, output: str) -> None:
        super().__init__(f"{' '.join(command)} ended with {exit_code}:\n{output}")
        self.exit_code = exit_code
        self.output = output


def require(program: str, package: str) -> str:
    """Where *program* is; without it the test is skipped, naming the Debian *package* to install."""
    found = shutil.which(program, path=os.pathsep.join((os.environ.get("PATH", os.defpath), *_ELSEWHERE)))
    if found is None:
        pytest.skip(f"{program} is not installed (apt-get install {package})")
    return found


def require_root(server: str) -> None:
    """Skip the test where *server* could not take on its own users, as it does in service."""
    if os.geteuid() != 0:
        pytest.skip(f"{server} starts as root only")


def as_user(user: str) -> tuple[str, ...]:
    """What stands before a command that must not run as root: nothing for somebody who is not root anyway."""
    return ("runuser", "-u", user, "--") if os.geteuid() == 0 else ()


def give(path: Path, user: str) -> None:
    """Make *path* and all below it *user*'s own; only root can, and only root needs to."""
    if os.geteuid() != 0:
        return
    owner = pwd.getpwnam(user)
    for each in (path, *path.rglob("*")):
        os.chown(each, owner.pw_uid, owner.pw_gid)


def run(*command: str, directory: Path, timeout: float = 60) -> str:
    """The output of *command*, run in *directory*. Raises ProgramFailedError with what it printed."""
    done = subprocess.run(
        command,
        cwd=directory,
        timeout=timeout,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        raise ProgramFailedError(command, done.returncode, done.stdout)
    return done.stdout


def end(process: subprocess.Popen[bytes], *, timeout: float = 10) -> None:
    """Ask *process* to end, and end it when it has not after *timeout* seconds."""
    process.terminate()
    try:
        process.wait(timeout)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(timeout)
