"""The whole site: what every wire answers, the customer's page, and control."""

from __future__ import annotations

from functools import partial

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from app.sandbox import control
from app.sandbox.customer import ACTIONS, PAGE_ACTIONS
from app.sandbox.guard import Guard
from app.sandbox.info import CONTROL
from app.sandbox.pages import control as control_page
from app.sandbox.pages import customer as customer_page
from app.sandbox.pages.frame import language_of
from app.sandbox.provider import Provider
from app.sandbox.push import Pushing
from app.sandbox.traffic import Limited


def site(provider: Provider) -> ASGIApp:
    """Put the site of one provider together."""
    trade = f"{CONTROL}/trades/{{number}}"
    app = Starlette(
        routes=[
            Route("/", _to_control),
            *(route for wire in provider.wires.values() for route in wire.routes),
            Route("/qr/{token}", customer_page.show, methods=["GET"]),
            *(
                Route(f"/qr/{{token}}/{x}", partial(customer_page.act, action=x), methods=["POST"])
                for x in PAGE_ACTIONS
            ),
            Route(CONTROL, control_page.show, methods=["GET"]),
            Route(f"{CONTROL}/trades", control.trades, methods=["GET"]),
            *(
                Route(f"{trade}/{x}", partial(control.act, action=x), methods=["POST"])
                for x in ACTIONS
            ),
            Route(f"{trade}/notification", control.notification, methods=["GET"]),
            Route(f"{CONTROL}/load", control.load, methods=["GET"]),
            Route(f"{CONTROL}/codes", control.new_code, methods=["POST"]),
            Route(f"{CONTROL}/faults", control.faults, methods=["GET"]),
            Route(f"{CONTROL}/faults", control.set_faults, methods=["POST"]),
        ],
        exception_handlers={ClientDisconnect: _gone},
    )
    app.state.provider = provider
    refusals = {wire.prefix: wire.busy for wire in provider.wires.values()}
    limited = Limited(Pushing(app, provider), provider.load, refusals)
    return Guard(limited, provider.root)


async def _to_control(request: Request) -> Response:
    return RedirectResponse(f"{CONTROL}?lang={language_of(request)}")


async def _gone(_request: Request, _error: Exception) -> Response:
    """Whoever asked ended in the middle of asking, as killed tills do: nothing was asked."""
    return Response(status_code=400)
