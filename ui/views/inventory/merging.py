"""A product that changed while it was being edited here."""

from __future__ import annotations

from dataclasses import fields, replace

from app.domain.catalog import Product


def merged(shown: Product, mine: Product, fresh: Product) -> Product:
    """The fresh product with everything that was written here since it was shown.

    Receiving goods changes a product's cost and version under its open editor; what somebody
    has typed meanwhile must not be lost, and what nobody touched must not go back.
    """
    written = {
        field.name: getattr(mine, field.name)
        for field in fields(Product)
        if getattr(mine, field.name) != getattr(shown, field.name)
    }
    return replace(fresh, **written)
