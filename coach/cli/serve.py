"""`coach serve`: the web app in this process, until it is told to stop."""

import asyncio
import errno
import ipaddress
import signal
import socket
from collections.abc import Coroutine

import click

from coach.app import open_rebound
from coach.cli.address import served_at
from coach.cli.common import local_time_zone
from coach.cli.user import qr_code
from coach.contracts import Person
from coach.errors import CoachError, UsageError
from coach.logging import configure_logging
from coach.services import Rebound
from coach.settings import Settings, load_settings

GRACE_SECONDS = 5
"""How long open connections may take to end once the server was told to stop."""


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
def serve_command(host: str, port: int) -> None:
    """Serve the web app; prints a one-time sign-in link."""
    settings = load_settings()
    configure_logging(settings.log_level)
    wanted = click.get_current_context().find_root().obj
    _check_port(host, port)
    _run(_serve(settings, host, port, wanted))


def _run(work: Coroutine[None, None, None]) -> None:
    try:
        import uvloop

        uvloop.run(work)
    except ImportError:  # not on every platform
        asyncio.run(work)


async def _serve(settings: Settings, host: str, port: int, wanted: str | None) -> None:
    from granian.constants import Interfaces
    from granian.server.embed import Server

    from coach.web.app import create_app

    async with open_rebound(settings) as rebound:
        server = Server(create_app(rebound), host, port, interface=Interfaces.ASGINL, log_enabled=False)
        server.workers_kill_timeout = GRACE_SECONDS
        loop = asyncio.get_running_loop()

        def stop() -> None:
            # Replies first: an open stream waits for its reply, and the server for the stream.
            rebound.coach.stop_all()
            server.stop()  # type: ignore[no-untyped-call]

        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop)
        serving = loop.create_task(server.serve())
        await _answering(host, port, serving)
        base = settings.base_url or f"http://{_bracketed(_reachable(host))}:{port}"
        with served_at(settings, base):
            await _welcome(rebound, host, base, wanted)
            await rebound.coach.resume()
            warming = loop.create_task(rebound.coach.warm_up())
            try:
                await serving
            finally:
                warming.cancel()


async def _answering(host: str, port: int, serving: "asyncio.Task[None]") -> None:
    """Wait until the server takes connections, so that the link works the moment it is printed."""
    while not serving.done():
        try:
            _, writer = await asyncio.open_connection(_reachable(host), port)
        except OSError:
            await asyncio.sleep(0.01)
            continue
        writer.close()
        return


async def _welcome(rebound: Rebound, host: str, base: str, wanted: str | None) -> None:
    click.echo(f"Rebound is at {base}")
    people = await rebound.people.all()
    if len(people) > 1 and not wanted:
        click.echo("Several people have a journal here. Their sign-in links: coach user link --person NAME")
    else:
        person: Person = await rebound.people.resolve(wanted, local_time_zone())
        link = f"{base}/sign-in?token={rebound.access.new_link(person.person_id)}"
        click.echo(f"Sign in once, within an hour: {link}")
        if not _loopback(host):
            click.echo(qr_code(link))
    if not _loopback(host) and not base.startswith("https://"):
        click.echo(
            "Anybody on this network can reach it, and over plain HTTP a phone cannot install it. "
            "See docs/hosting.md for HTTPS."
        )
    click.echo("Stop with Ctrl-C.")


def _check_port(host: str, port: int) -> None:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except socket.gaierror:
        raise UsageError(f"--host {host} is no address of this machine.") from None
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PortTaken(f"Port {port} is taken. Choose another with --port, or stop what runs there.") from None
        raise PortTaken(f"Port {port} on {host} cannot be used: {error.strerror}.") from None


class PortTaken(CoachError):
    """The port cannot be listened on."""


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _reachable(host: str) -> str:
    # 0.0.0.0 and :: mean every address; this machine reaches itself over loopback.
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
