"""The whole site: the gateway, the customer's page, and control."""

from __future__ import annotations

from functools import partial

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from app.sandbox import control
from app.sandbox.alipay import endpoint
from app.sandbox.customer import ACTIONS
from app.sandbox.guard import Guard
from app.sandbox.pages import control as control_page
from app.sandbox.pages import customer as customer_page
from app.sandbox.provider import Provider
from app.sandbox.reply import Reply

GATEWAY = "/gateway.do"
CONTROL = "/control"


def site(provider: Provider) -> ASGIApp:
    """Put the site of one provider together."""
    trade = f"{CONTROL}/trades/{{number}}"
    app = Starlette(
        routes=[
            Route("/", _to_control),
            Route(GATEWAY, _alipay, methods=["GET", "POST"]),
            Route("/qr/{token}", customer_page.show, methods=["GET"]),
            *(
                Route(f"/qr/{{token}}/{x}", partial(customer_page.act, action=x), methods=["POST"])
                for x in ACTIONS
            ),
            Route(CONTROL, control_page.show, methods=["GET"]),
            Route(f"{CONTROL}/trades", control.trades, methods=["GET"]),
            *(
                Route(f"{trade}/{x}", partial(control.act, action=x), methods=["POST"])
                for x in ACTIONS
            ),
            Route(f"{trade}/notification", control.notification, methods=["GET"]),
            Route(f"{CONTROL}/faults", control.faults, methods=["GET"]),
            Route(f"{CONTROL}/faults", control.set_faults, methods=["POST"]),
        ]
    )
    app.state.provider = provider
    return Guard(app, provider.root)


async def _alipay(request: Request) -> Reply:
    provider: Provider = request.app.state.provider
    query = bytes(request.scope["query_string"])
    return endpoint.answer(provider, query, await request.body())


async def _to_control(request: Request) -> Response:
    return RedirectResponse(CONTROL)
