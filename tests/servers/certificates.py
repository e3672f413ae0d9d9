"""A certificate for this machine, signed by itself."""

from pathlib import Path

from tests.servers.programs import require, run


def make_certificate(certificate: Path, key: Path) -> None:
    """Write a certificate for localhost and 127.0.0.1, and its *key*, as PEM. The same file may hold both."""
    secret = ("-newkey", "rsa:2048", "-nodes", "-keyout", str(key))
    names = ("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1")
    out = certificate.with_suffix(".public") if certificate == key else certificate
    run(require("openssl", "openssl"), "req", "-x509", *secret, "-out", str(out), *names, directory=certificate.parent)
    if out != certificate:
        with certificate.open("ab") as both:
            both.write(out.read_bytes())
        out.unlink()
