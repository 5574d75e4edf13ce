"""A provider has to prove who it is before it hears a word, and nobody is sent elsewhere."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from app.gateways import http
from app.ports.gateway import Gateway, NotSent, UnknownOutcome
from app.sandbox.server import SandboxThread
from tests.helpers.clock import StandingClock
from tests.helpers.sandbox import moved
from tests.helpers.tills import ASKED, TOTAL, Till, new_no, open_gateway

CALLS: dict[str, Callable[[Till], object]] = {
    "create": lambda till: till.gateway.create(till.request(new_no())),
    "query": lambda till: till.gateway.query(new_no()),
    "close": lambda till: till.gateway.close(new_no()),
    "cancel": lambda till: till.gateway.cancel(new_no()),
    "refund": lambda till: till.gateway.refund(
        new_no(), refund_no=new_no(), money=TOTAL, total=TOTAL
    ),
}


class Server:
    """A web server on this machine that writes down what it hears.

    Attributes: `heard` the first line of every request; `elsewhere` where it sends people.
    """

    def __init__(self, certificate: Path | None = None, elsewhere: str = "") -> None:
        self.heard: list[str] = []
        heard = self.heard

        class Handler(BaseHTTPRequestHandler):
            def answer(self) -> None:
                heard.append(self.requestline)
                self.send_response(302 if elsewhere else 200)
                self.send_header("location", elsewhere)
                self.send_header("content-length", "0")
                self.end_headers()

            do_GET = do_POST = answer

            def log_message(self, format: str, *arguments: object) -> None:
                pass

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        scheme = "http"
        if certificate is not None:
            scheme, context = "https", ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.root = f"{scheme}://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()

    def stop(self) -> None:
        """End it."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 that nobody but its owner vouches for, with its key."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "certificate.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return path


@pytest.fixture
def impostor(certificate: Path) -> Iterator[Server]:
    """Somebody who answers over TLS with that certificate."""
    server = Server(certificate)
    yield server
    server.stop()


def till_at(gateway: Gateway, sandbox: SandboxThread) -> Till:
    """A till whose gateway leads there."""
    return Till(
        gateway=gateway,
        info=sandbox.info,
        control=None,  # type: ignore[arg-type]  # no customer comes to these
        clock=StandingClock(),
    )


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("name", ASKED)
def test_who_cannot_prove_its_name_hears_nothing(
    name: str, call: str, sandbox: SandboxThread, impostor: Server
) -> None:
    gateway = open_gateway(name, moved(sandbox.info, impostor.root), StandingClock())
    with pytest.raises(NotSent, match="provider_not_reached"):
        CALLS[call](till_at(gateway, sandbox))
    assert impostor.heard == []
    gateway.disconnect()


def test_the_impostor_is_refused_for_its_certificate_alone(
    impostor: Server, certificate: Path
) -> None:
    trusting = ssl.create_default_context(cafile=str(certificate))
    with httpx.Client(verify=trusting, trust_env=False) as client:
        assert client.get(impostor.root).status_code == 200
    assert impostor.heard == ["GET / HTTP/1.1"]


@pytest.mark.parametrize("name", ASKED)
def test_the_environment_cannot_vouch_for_anybody(
    name: str,
    sandbox: SandboxThread,
    impostor: Server,
    certificate: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for variable in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.setenv(variable, str(certificate))
    monkeypatch.setenv("SSL_CERT_DIR", str(certificate.parent))
    monkeypatch.setattr(http, "authorities", http.authorities.__wrapped__)  # as in a new process
    gateway = open_gateway(name, moved(sandbox.info, impostor.root), StandingClock())
    with pytest.raises(NotSent):
        gateway.query(new_no())
    assert impostor.heard == []
    gateway.disconnect()


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("name", ASKED)
def test_nobody_is_followed_to_another_address(
    name: str, call: str, sandbox: SandboxThread
) -> None:
    other = Server()
    sends_away = Server(elsewhere=f"{other.root}/gateway.do")
    gateway = open_gateway(name, moved(sandbox.info, sends_away.root), StandingClock())
    try:
        with pytest.raises(UnknownOutcome):
            CALLS[call](till_at(gateway, sandbox))
        assert len(sends_away.heard) >= 1 and other.heard == []
    finally:
        gateway.disconnect()
        sends_away.stop()
        other.stop()
