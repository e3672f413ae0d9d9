"""Commands of the people who keep Luotsi running: accounts, keys, the county's files, the model."""

import getpass
import sys
from typing import Annotated

import typer

from gateway import app as house
from gateway import keys as keyrings
from gateway.auth import passwords
from gateway.auth.permissions import Role
from gateway.commands import accounts, config_check, rotation
from gateway.commands.run import run, settings_now, with_services
from gateway.keys import Keyring
from gateway.services import Services
from gateway.store import users

user = typer.Typer(no_args_is_help=True, help="Accounts.")
keys = typer.Typer(no_args_is_help=True, help="Encryption keys.")
config = typer.Typer(no_args_is_help=True, help="Settings and the county's files.")

Username = Annotated[str, typer.Argument(help="Lower case.")]


@user.command("add")
def user_add(
    username: Username,
    name: Annotated[str, typer.Option(help="As colleagues see it.")],
    role: Annotated[Role, typer.Option()] = Role.ADVISOR,
) -> None:
    """Open an account. The password is asked for, or read from standard input; empty makes one up and shows it once."""
    password = _password()
    run(with_services(lambda services: accounts.add(services, username, name, role, password)))
    typer.echo(f"{username} may sign in as {role}")


@user.command("password")
def user_password(username: Username) -> None:
    """Set another password and end the account's sessions."""
    password = _password()
    run(with_services(lambda services: accounts.set_password(services, username, password)))
    typer.echo(f"{username} has a new password")


@user.command("close")
def user_close(username: Username) -> None:
    """Close an account; what it did stays in the audit."""
    run(with_services(lambda services: accounts.set_active(services, username, active=False)))
    typer.echo(f"{username} may no longer sign in")


@user.command("open")
def user_open(username: Username) -> None:
    """Open a closed account again."""
    run(with_services(lambda services: accounts.set_active(services, username, active=True)))
    typer.echo(f"{username} may sign in again")


@user.command("teams")
def user_teams(
    username: Username,
    teams: Annotated[list[str] | None, typer.Argument(help="Codes of teams; none: no team.")] = None,
) -> None:
    """Say in which teams somebody works: their members see what is restricted to them."""
    run(with_services(lambda services: accounts.set_teams(services, username, teams or ())))
    typer.echo(f"{username} works in {', '.join(sorted(teams)) if teams else 'no team'}")


@user.command("list")
def user_list() -> None:
    """All accounts."""

    async def everybody(services: Services) -> list[str]:
        async with services.readers() as session:
            rows = await users.everybody(session)
        return [f"{row.username}\t{row.role}\t{'open' if row.active else 'closed'}\t{row.name}" for row in rows]

    for line in run(with_services(everybody)):
        typer.echo(line)


@keys.command("new")
def keys_new() -> None:
    """Print a fresh key for LUOTSI_KEYS; it is stored nowhere. Put it first there, restart, then rotate."""
    settings = settings_now()
    taken = tuple(key.id for key in house.load_keys(settings).keys)
    typer.echo(keyrings.render(Keyring((keyrings.new_key(taken),))))


@keys.command("rotate")
def keys_rotate() -> None:
    """Add a new key and seal everything with it. Luotsi may run meanwhile; stopped half-way, run it again.

    Where the keys come from LUOTSI_KEYS, put the new one first there yourself and restart before you run this.
    """
    settings = settings_now()
    ring = house.load_keys(settings)
    if not settings.keys.get_secret_value():
        fresh = keyrings.new_key(tuple(key.id for key in ring.keys))
        keyrings.write_file(settings.data_dir / house.KEY_FILE, Keyring((fresh, *ring.keys)))

    async def reseal(services: Services) -> None:
        async for step in rotation.rotate(services, services.keys):
            typer.echo(f"{step.column}: {step.done} of {step.total}", err=True)
        typer.echo(
            f"everything is sealed with {services.keys.newest.id}; older keys are still needed for older backups"
        )

    run(with_services(reseal))


@config.command("check")
def config_check_() -> None:
    """Whether settings, county, rules and texts are fit for use; each problem on a line, exit 1 if there is one."""
    found = list(config_check.problems(settings_now()))
    for problem in found:
        typer.echo(problem)
    typer.echo("not fit for use" if found else "fit for use", err=True)
    raise typer.Exit(1 if found else 0)


def _password() -> str:
    typed = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().strip()
    if typed:
        return typed
    made = passwords.invent()
    typer.echo(f"password: {made}")
    return made
