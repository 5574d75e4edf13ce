"""The shop itself: opening it for the first time, and its settings."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.domain import money, starting_taxes
from app.domain.errors import UserError
from app.domain.qrcodes import schemes
from app.domain.stock import Movement, MovementKind
from app.ports.outside import CatalogChanged

if TYPE_CHECKING:
    from app.domain.catalog import Category, TaxClass
    from app.domain.shop import ShopProfile
    from app.ports.demo import DemoSource
    from app.ports.queries import Queries
    from app.ports.unit_of_work import UnitOfWork
    from app.services.context import Context


class ShopService:
    """Use cases over the shop's own settings. `initials` gives the pinyin initials of a name."""

    def __init__(
        self,
        context: Context,
        queries: Queries,
        *,
        demo_source: DemoSource,
        initials: Callable[[str], str],
    ) -> None:
        self._context = context
        self._queries = queries
        self._demo_source = demo_source
        self._initials = initials

    def profile(self) -> ShopProfile | None:
        """None before the first start has been answered."""
        return self._queries.profile()

    def save(self, profile: ShopProfile, staff: str) -> ShopProfile:
        """Change the settings of an open shop.

        Raises UserError shop_not_set_up, shop_name_missing, shop_setting_range,
        time_zone_unknown, currency_decimals_differ, changed_elsewhere, and those of a bank
        code's payee, whose `field` names the value.
        """
        with self._context.unit_of_work() as unit:
            before = unit.shop.profile()
            if before is None:
                raise UserError("shop_not_set_up")
            if before.version != profile.version:
                raise UserError("changed_elsewhere")
            _check(profile, before)
            old, new = _differences(before, profile)
            if not new:
                return before
            saved = replace(profile, version=before.version + 1)
            unit.shop.save_profile(saved)
            note = self._context.note(
                "shop_saved", "shop", staff=staff, before=_json(old), after=_json(new)
            )
            unit.audit.append([note])
            unit.commit()
        return saved

    def save_tax_class(self, tax_class: TaxClass, staff: str) -> TaxClass:
        """Add (id "") or change a set of taxes; a new default takes over from the old one."""
        if not tax_class.name.strip():
            raise UserError("tax_name_missing")
        with self._context.unit_of_work() as unit:
            known = {x.id: x for x in unit.catalog.tax_classes()}
            saved = replace(tax_class, id=tax_class.id or self._context.new_id())
            before = known.get(saved.id)
            if before is not None and before.is_default and not saved.is_default:
                raise UserError("tax_default_missing")
            unit.catalog.save_tax_class(saved)
            note = self._context.note(
                "tax_saved",
                saved.id,
                staff=staff,
                before=_taxes(before) if before else "",
                after=_taxes(saved),
            )
            unit.audit.append([note])
            unit.commit()
        self._context.publish([CatalogChanged()])
        return saved

    def save_category(self, category: Category, staff: str) -> Category:
        """Add (id "") or change a category."""
        if not category.name.strip():
            raise UserError("category_name_missing")
        with self._context.unit_of_work() as unit:
            known = {x.id: x for x in unit.catalog.categories()}
            saved = replace(category, id=category.id or self._context.new_id())
            unit.catalog.save_category(saved)
            before = known[saved.id].name if saved.id in known else ""
            note = self._context.note(
                "category_saved", saved.id, staff=staff, before=before, after=saved.name
            )
            unit.audit.append([note])
            unit.commit()
        self._context.publish([CatalogChanged()])
        return saved

    def open_empty(self, profile: ShopProfile) -> ShopProfile:
        """Open a shop with taxes and no goods; one that is open already stays as it is."""
        return self._open(replace(profile, demo=False), with_goods=False)

    def open_demo(self, profile: ShopProfile) -> ShopProfile:
        """Open a shop with goods in it; one that is open already stays as it is."""
        return self._open(replace(profile, demo=True), with_goods=True)

    def _open(self, profile: ShopProfile, *, with_goods: bool) -> ShopProfile:
        _check(profile, profile)
        with self._context.unit_of_work() as unit:
            present = unit.shop.profile()
            if present is not None:
                return present
            unit.shop.save_profile(profile)
            found = starting_taxes.for_demo if with_goods else starting_taxes.for_shop
            taxes = found(profile.currency, profile.documents_language, self._context.new_id)
            for tax_class in taxes.distinct():
                unit.catalog.save_tax_class(tax_class)
            if with_goods:
                self._put_goods(unit, profile, taxes)
            note = self._context.note("shop_opened", "shop", staff="", after=profile.name)
            unit.audit.append([note])
            unit.commit()
        self._context.publish([CatalogChanged()])
        return profile

    def _put_goods(
        self, unit: UnitOfWork, profile: ShopProfile, taxes: starting_taxes.StartingTaxes
    ) -> None:
        demo = self._demo_source.shop(profile, taxes, self._context.new_id)
        for category in demo.categories:
            unit.catalog.save_category(category)
        products = [replace(x, initials=self._initials(x.name)) for x in demo.products]
        unit.catalog.add_many(products)
        unit.stock.move(
            [
                Movement(
                    id=self._context.new_id(),
                    product_id=product.id,
                    kind=MovementKind.RECEIPT,
                    qty_milli=demo.stock_milli[product.id],
                    at=self._context.now(),
                    unit_cost_minor=product.cost_minor,
                )
                for product in products
                if product.id in demo.stock_milli
            ]
        )


def _check(profile: ShopProfile, before: ShopProfile) -> None:
    if not profile.name.strip():
        raise UserError("shop_name_missing")
    ranges = {
        "cash_step_minor": (profile.cash_step_minor, 1, money.MAX_MINOR),
        "pay_minutes": (profile.pay_minutes, 1, 24 * 60),
        "day_cut_minutes": (profile.day_cut_minutes, 0, 24 * 60 - 1),
    }
    for setting, (value, least, most) in ranges.items():
        if not least <= value <= most:
            raise UserError("shop_setting_range", setting=setting, least=least, most=most)
    try:
        ZoneInfo(profile.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UserError("time_zone_unknown", name=profile.time_zone) from None
    if profile.bank_code:
        schemes.of_payee(profile.bank_code)
    old, new = money.currency(before.currency), money.currency(profile.currency)
    if old.decimals != new.decimals:  # every price in the shop would change its meaning
        raise UserError("currency_decimals_differ", old=old.code, new=new.code)


def _differences(
    before: ShopProfile, after: ShopProfile
) -> tuple[dict[str, object], dict[str, object]]:
    old, new = asdict(before), asdict(after)
    changed = [key for key in new if new[key] != old[key]]
    return {key: old[key] for key in changed}, {key: new[key] for key in changed}


def _taxes(tax_class: TaxClass) -> str:
    rules = [
        {"name": x.name, "percent": str(x.percent), "fixed_minor": str(x.fixed_minor)}
        for x in tax_class.rules
    ]
    return _json({"name": tax_class.name, "rules": rules, "default": tax_class.is_default})


def _json(content: dict[str, object]) -> str:
    return json.dumps(content, ensure_ascii=False)
