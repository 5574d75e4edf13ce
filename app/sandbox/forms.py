"""Reading what a browser's form or a script's JSON sends."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

from app.domain import money
from app.domain.errors import UserError
from app.domain.money import Currency


class BadInput(Exception):
    """What was sent cannot be used."""


async def sent(request: Request) -> dict[str, Any]:
    """The members of a JSON object or of a form; nothing sent is an empty object.

    An object is JSON whatever it is called: curl calls all it sends a form. BadInput for the rest.
    """
    body = await request.body()
    if not body.strip():
        return {}
    is_form = request.headers.get("content-type", "").startswith("application/x-www-form")
    try:
        text = body.decode("utf-8")
        if is_form and not text.lstrip().startswith("{"):
            found = dict(parse_qsl(text, keep_blank_values=True, strict_parsing=True))
        else:
            found = json.loads(text, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise BadInput("the body is neither JSON nor a form") from error
    if not isinstance(found, dict):
        raise BadInput("the body is not an object")
    return found


def amount(value: object, unit: Currency) -> int | None:
    """An amount in minor units above zero; None when nothing was said."""
    if value is None or value == "":
        return None
    try:
        minor = money.to_minor(str(value), unit)
    except UserError as error:
        raise BadInput("amount_wrong") from error
    if minor <= 0:
        raise BadInput("amount_wrong")
    return minor
