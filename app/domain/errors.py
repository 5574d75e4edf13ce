"""One root for every failure, split by who must act."""

from __future__ import annotations


class ShopError(Exception):
    """Root of all failures. `key` names the message in the catalog, `params` fill it.

    Neither may hold a secret, a PIN, a full card number or a customer's personal data.
    """

    def __init__(self, key: str, /, **params: object) -> None:
        super().__init__(key, params)
        self.key = key
        self.params = params

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value}" for name, value in self.params.items())
        return f"{self.key} ({details})" if details else self.key


class UserError(ShopError):
    """Staff can mend it: wrong input, missing permission, not enough stock."""


class Unavailable(ShopError):
    """Something outside does not answer now; the same call may work later."""


class Refused(ShopError):
    """A final no from outside."""


class Bug(ShopError):
    """We broke our own rule."""
