"""What a payment provider says of itself, so that nobody else has to name it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.shop import ShopProfile
    from app.names import Pair
    from app.ports.clock import Clock
    from app.ports.gateway import Gateway
    from app.ports.outside import Secrets

Values = Mapping[str, str]
"""What a gateway is made from; a flag is "yes" or empty."""


class Kind(StrEnum):
    """How a setting is filled in, and where it is kept: secrets never stand in the settings."""

    LINE = "LINE"
    PEM = "PEM"  # a public key or a certificate, of several lines
    SECRET = "SECRET"  # of one line or several; goes in and is never shown
    FLAG = "FLAG"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One thing that a till has to know of its account at a provider.

    Attributes:
        name: [a-z0-9_]; the gateway is given the value under it.
        words: what staff read beside the field.
        needed: whether real money cannot be taken without it.
    """

    name: str
    words: Pair
    kind: Kind = Kind.LINE
    needed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """How a provider wants its messages answered.

    Attributes:
        thanks: status and body for what has been taken over.
        no: the body of every other answer.
    """

    thanks: tuple[int, bytes]
    no: bytes
    content_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """A way to pay that is not cash. Naming one loads no networking; its `make` may.

    Attributes:
        id: [a-z0-9_]; stands in the books and before the names of its settings.
        words: what staff and customers call it.
        make: from its settings to its gateway; raises Misconfigured for those that cannot be.
        of_shop: for what only the cashier confirms: its values in this shop, None where the
            shop has it not. Nobody outside is asked, so there is nothing to practise with.
        by_hand: for the same: how the cashier gives {amount} back.
        customers_code: what codes on its customers' phones look like, a pattern.
        refusals: why a customer's code was not charged, in words, by the provider's own codes.
        reply: to what it pushes; None where it pushes nothing.
    """

    id: str
    words: Pair
    make: Callable[[Values, Clock], Gateway]
    settings: tuple[Setting, ...] = ()
    of_shop: Callable[[ShopProfile], Values | None] | None = None
    by_hand: Pair | None = None
    customers_code: str = ""
    refusals: Mapping[str, Pair] = field(default_factory=dict)
    reply: Reply | None = None

    @property
    def by_cashier(self) -> bool:
        """Whether a person confirms that money came, and no provider."""
        return self.of_shop is not None

    def kept_as(self, setting: Setting) -> str:
        """The name under which a setting is kept, in the till's settings or its secrets."""
        if setting.kind is Kind.SECRET:
            return f"{self.id}-{setting.name}".replace("_", "-")
        return f"{self.id}_{setting.name}"

    def account(self, kept: Mapping[str, str | bool], secrets: Secrets) -> Values | None:
        """What a till knows of its account for real money; None while something is missing.

        Args:
            kept: the till's settings of providers.
        """
        values = {"environment": "production"}
        for setting in self.settings:
            name = self.kept_as(setting)
            value = secrets.get(name) if setting.kind is Kind.SECRET else kept.get(name)
            values[setting.name] = "yes" if value is True else value or ""
            if setting.needed and not values[setting.name]:
                return None
        return values


def words_of(providers: Iterable[Provider]) -> dict[str, Pair]:
    """All their words.

    The keys are `tender.<id>`, `settings.<name it is kept under>`, `orders.by_hand.<id>` and
    `refusal.<id>.<code>`.
    """
    found: dict[str, Pair] = {}
    for provider in providers:
        found[f"tender.{provider.id}"] = provider.words
        if provider.by_hand is not None:
            found[f"orders.by_hand.{provider.id}"] = provider.by_hand
        for code, refusal in provider.refusals.items():
            found[f"refusal.{provider.id}.{code}"] = refusal
        for setting in provider.settings:
            found[f"settings.{provider.kept_as(setting)}"] = setting.words
    return found


def whose_code(code: str, providers: Iterable[Provider]) -> str | None:
    """The provider whose customer shows this code; None for codes of goods and all others."""
    for provider in providers:
        pattern = provider.customers_code
        if pattern and re.fullmatch(pattern, code.strip(), re.ASCII):
            return provider.id
    return None
