"""The `setup` job: the answers of the first start, for scripts and machines without a window."""

from __future__ import annotations

import argparse

from app.domain import money
from app.domain.errors import UserError
from app.domain.shop import ShopProfile
from app.ports.queries import ProductFilter
from ui import time_zone
from ui.commands.context import Context
from ui.commands.options import Parser
from ui.i18n import tr, trn

OF_THE_SHOP = True
BEFORE_THE_SHOP = True


def add_arguments(parser: Parser) -> None:
    """--name NAME [--currency C] [--demo | --empty] [--prices-include-tax | --no-...] ..."""
    parser.add_argument("--name", metavar=tr("cli.text"), required=True, help=tr("cli.setup.name"))
    parser.add_argument("--currency", metavar="CNY", default="CNY", help=tr("cli.setup.currency"))
    parser.add_argument(
        "--prices-include-tax",
        action=argparse.BooleanOptionalAction,
        default=True,
        help=tr("cli.setup.tax"),
    )
    goods = parser.add_mutually_exclusive_group()
    goods.add_argument("--demo", action="store_true", help=tr("cli.setup.demo"))
    goods.add_argument("--empty", action="store_true", help=tr("cli.setup.empty"))
    parser.add_argument("--time-zone", metavar="ZONE", help=tr("cli.setup.zone"))
    for name in ("address", "phone", "tax-number"):
        help_words = tr(f"cli.setup.{name}")
        parser.add_argument(f"--{name}", metavar=tr("cli.text"), default="", help=help_words)


def execute(context: Context) -> None:
    """Open a shop where there is none yet."""
    profile = _profile(context)
    with context.wiring.open_house(context.till) as house:
        present = house.queries.profile()
        if present is not None:
            raise UserError("already_set_up", name=present.name)
        if context.arguments.demo:
            house.shop.open_demo(profile)
        else:
            house.shop.open_empty(profile)
        products = house.queries.count_products(ProductFilter())
    document = {
        "name": profile.name,
        "currency": profile.currency,
        "prices_include_tax": profile.prices_include_tax,
        "time_zone": profile.time_zone,
        "demo": context.arguments.demo,
        "products": products,
    }
    context.out.answer(document, lambda: trn("cli.setup.done", products, name=profile.name))


def _profile(context: Context) -> ShopProfile:
    given = context.arguments
    name = given.name.strip()
    if not name:
        raise UserError("shop_name_missing")
    zone = given.time_zone or time_zone.of_this_machine(context.environ)
    if not time_zone.exists(zone):
        raise UserError("time_zone_unknown", name=zone)
    code = money.currency(given.currency.upper()).code
    return ShopProfile(
        name=name,
        address=given.address,
        phone=given.phone,
        tax_number=given.tax_number,
        currency=code,
        prices_include_tax=given.prices_include_tax,
        cash_step_minor=money.default_cash_step_minor(code),
        time_zone=zone,
        documents_language=context.language,
    )
