"""Every money and ordering case of other systems comes out as they say.

RUNS says for each case how it is put to our functions; the numbers come from the case alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import pytest

from app.domain import money, pricing, replenishment
from app.domain.pricing import Discount, PriceCart, Priced, PriceLine, TaxRounding, TaxRule, offers
from tests.helpers.cases import Case, money_cases

AREAS = re.compile(
    r"tax-.*|discount.*|order-discount|invoice-discount|rounded-total|cash-rounding|price-rule"
    r"|e-invoice|pos-line|eoq|safety-stock"
)
BY_DECIMALS = {0: "JPY", 2: "EUR"}


def minor(text: str | int, decimals: int = 2) -> int:
    return money.to_minor(str(text), money.currency(BY_DECIMALS[decimals]))


def text(amount_minor: int, decimals: int = 2) -> str:
    return money.plain(amount_minor, money.currency(BY_DECIMALS[decimals]))


def vat(rate: str | int, **more: Any) -> TaxRule:
    return TaxRule("VAT", percent=Decimal(str(rate)), **more)


def line(
    unit_minor: Decimal | int,
    qty: int = 1,
    taxes: Sequence[TaxRule] = (),
    discount: Discount | None = None,
) -> PriceLine:
    return PriceLine("goods", qty * 1000, unit_minor, tuple(taxes), discount)


def priced(lines: Sequence[PriceLine], decimals: int = 2, **settings: Any) -> Priced:
    cur = money.currency(BY_DECIMALS[decimals])
    return pricing.price(PriceCart(cur, tuple(lines), **settings))


def amounts(done: Priced, decimals: int = 2) -> dict[str, str]:
    return {
        "net": text(done.net_minor, decimals),
        "tax": text(done.tax_minor, decimals),
        "total": text(done.total_minor, decimals),
    }


def only(case: Case, found: dict[str, Any]) -> dict[str, Any]:
    """The found numbers that the case speaks about."""
    return {name: found[name] for name in case["expected"]}


def included(case: Case) -> dict[str, Any]:
    given = case["input"]
    decimals = given.get("decimals", 2)
    unit = minor(given["price_incl"], decimals)
    step = minor(given.get("currency_rounding", "0.01")) if decimals else 1
    goods = line(unit, given.get("qty", 1), [vat(given["rate"])])
    return only(case, amounts(priced([goods], decimals, step_minor=step), decimals))


def excluded(case: Case) -> dict[str, Any]:
    given = case["input"]
    decimals = given.get("decimals", 2)
    unit = minor(given["price_excl"], decimals)
    done = priced([line(unit, 1, [vat(given["rate"])])], decimals, prices_include_tax=False)
    return only(case, amounts(done, decimals))


def levies(case: Case) -> dict[str, Any]:
    given = case["input"]
    taxes = []
    for kind, amount, *flags in given["taxes"]:
        value = Decimal(amount)
        taxes.append(
            TaxRule(
                f"tax {len(taxes)}",
                percent=value if kind == "percent" else None,
                fixed_minor=value * 100 if kind == "fixed" else None,
                in_base_of_next="in base" in flags,
            )
        )
    goods = line(minor(given["unit"]), given["qty"], taxes)
    done = priced([goods], prices_include_tax=False)
    names = ("levy1", "vat", "levy2")
    parts = {n: text(t.amount_minor) for n, t in zip(names, done.lines[0].taxes, strict=True)}
    return only(case, amounts(done) | parts)


def off_the_total_to_pay(case: Case) -> dict[str, Any]:
    """The document itself is another case; its totals with tax stand in the rule."""
    per_line, globally = re.findall(r"([\d.]+)\*", case["rule"])
    discount = Discount(percent=Decimal(case["input"]["percent"]))

    def total(gross: str) -> str:
        return text(priced([line(minor(gross))], order_discount=discount).total_minor)

    return {"per_line_total": total(per_line), "globally_total": total(globally)}


def pos_line(case: Case) -> dict[str, Any]:
    qty, unit, sign, rate = re.fullmatch(
        r"(\d+) x ([\d.]+) (incl\.|\+) (\d+)%", case["input"]["line"]
    ).groups()  # type: ignore[union-attr]
    goods = line(minor(unit), int(qty), [vat(rate)])
    return only(case, amounts(priced([goods], prices_include_tax=sign == "incl.")))


def two_taxes(case: Case) -> dict[str, Any]:
    given = case["input"]
    taxes = [
        TaxRule(f"tax{rate}", percent=Decimal(rate), included=where == "included")
        for rate, where in (x.split() for x in given["taxes"])
    ]
    done = priced([line(minor(given["unit"]), given["qty"], taxes)])
    return only(case, amounts(done) | {t.name: text(t.amount_minor) for t in done.taxes})


def cash_of_a_sale(case: Case) -> dict[str, Any]:
    given = case["input"]
    done = priced(
        [line(minor(given["price"]), 1, [vat(given["rate"])])],
        prices_include_tax=False,
        cash_step_minor=minor(given["step"]),
    )
    cash = {"cash_to_pay": text(done.cash_due_minor), "difference": text(done.cash_rounding_minor)}
    return only(case, amounts(done) | cash)


def cash_of_an_amount(case: Case) -> dict[str, Any]:
    amount, step = Decimal(case["input"]["amount"]), case["input"]["step"]
    rounded = money.round_half_up(amount, Decimal(step))
    sold = priced([line(amount * 100)], cash_step_minor=minor(step))
    assert text(sold.cash_due_minor) == str(rounded)
    return {"rounded": str(rounded)}


def units_on_top(case: Case) -> dict[str, Any]:
    given = case["input"]
    unit = given["unit"] if isinstance(given["unit"], int) else minor(given["unit"])
    quantities = given["qty"] if isinstance(given["qty"], list) else [given["qty"]]
    taxes = [vat(given["rate"])]
    done = priced([line(unit, qty, taxes) for qty in quantities], prices_include_tax=False)
    one = priced([line(unit, 1, taxes)], prices_include_tax=False)
    found: dict[str, Any] = amounts(done) | {"unit_gross": text(one.total_minor)}
    if isinstance(given["unit"], int):  # this case counts in minor units
        found = {"net": done.net_minor, "gross": done.total_minor}
    return only(case, found)


def discount_as_its_own_row(case: Case) -> dict[str, Any]:
    """The document gives the discount as a row with its own net, not as cheaper goods."""
    qty, unit, rate = re.match(r"(\d+) x (\d+) incl\. (\d+)%", case["name"]).groups()  # type: ignore[union-attr]
    goods = priced([line(minor(unit), int(qty), [vat(rate)])])
    row = priced([line(minor(case["input"]["discount_on_grand"]), 1, [vat(rate)])])
    return {
        "net": text(goods.net_minor - row.net_minor),
        "grand": text(goods.total_minor - row.total_minor),
    }


def discount_off_net(case: Case) -> dict[str, Any]:
    given = case["input"]
    taxes = [vat(given["rate"])]
    lines = [line(minor(x), 1, taxes) for x in given["lines"]]
    document: dict[str, Any] = {
        "prices_include_tax": False,
        "tax_rounding": TaxRounding.DOCUMENT,
    }
    before = priced(lines, **document)
    discount = Discount(amount_minor=minor(given["discount"]))
    done = priced(lines, order_discount=discount, **document)
    return only(case, amounts(done) | {"subtotal": text(before.net_minor)})


def margin_then_discount(case: Case) -> dict[str, Any]:
    up, down = (Decimal(x) for x in re.findall(r"[+-](\d+)%", case["name"]))
    whole = money.currency("JPY")
    base = money.to_minor(case["input"]["list"], whole)
    with_margin = base + money.percent_of(base, up)
    done = priced([line(with_margin, discount=Discount(percent=down))], 0)
    return {
        "with_margin": money.plain(with_margin, whole),
        "discount": money.plain(done.discount_minor, whole),
        "rate": money.plain(done.total_minor, whole),
    }


def amount_off_a_line(case: Case) -> dict[str, Any]:
    given = case["input"]
    ((qty, unit),) = given["lines"]
    discount = Discount(amount_minor=minor(given["discount"]))
    done = priced([line(minor(unit), qty, discount=discount)])
    return {"unit_effective": text(money.round_ratio(done.total_minor, qty))}


def amount_off_some_items(case: Case) -> dict[str, Any]:
    given = case["input"]
    lines = [(qty, minor(unit)) for qty, unit in given["lines"]]
    amount = re.match(r"[\d.]+", case["name"])[0]  # type: ignore[index]
    off = offers.amount_off_cheapest(minor(amount), given["max_items"], lines)
    goods = [
        line(unit, qty, discount=Discount(amount_minor=less))
        for (qty, unit), less in zip(lines, off, strict=True)
    ]
    return {"discount": text(priced(goods).discount_minor)}


def percent_with_and_without_tax(case: Case) -> dict[str, Any]:
    given = case["input"]
    ((qty, unit),) = given["lines"]
    percent = Decimal(re.match(r"(\d+)%", case["name"])[1])  # type: ignore[index]

    def sold(discount: Discount | None) -> Priced:
        goods = line(minor(unit), qty, [vat(given["vat"])], discount)
        return priced([goods], prices_include_tax=False)

    before, after = sold(None), sold(Discount(percent=percent))
    return {
        "before_excl": text(before.net_minor),
        "before_incl": text(before.total_minor),
        "discount_incl": text(before.total_minor - after.total_minor),
        "discount_excl": text(before.net_minor - after.net_minor),
    }


def percent_off_several_rates(case: Case) -> dict[str, Any]:
    lines = [line(unit, qty, [vat(rate)]) for qty, unit, rate in case["input"]["lines"]]
    half = Discount(percent=Decimal(re.match(r"(\d+)%", case["name"])[1]))  # type: ignore[index]
    order = priced(lines, order_discount=half)
    each = priced([line(x.unit_minor, x.qty_milli // 1000, x.taxes, half) for x in lines])
    assert (order.net_minor, order.total_minor) == (each.net_minor, each.total_minor)
    return {"net": order.net_minor, "gross": order.total_minor}


def split(case: Case) -> dict[str, Any]:
    return {"split": money.spread(case["input"]["total"], case["input"]["weights"])}


def per_line_or_on_total(case: Case) -> dict[str, Any]:
    percent = Discount(percent=Decimal(case["input"]["percent"]))
    units = [minor(x) for x in case["input"]["lines"]]
    each = priced([line(unit, discount=percent) for unit in units])
    whole = priced([line(unit) for unit in units], order_discount=percent)
    return {
        "per_line": [text(x.discount_minor) for x in each.lines],
        "sum_per_line": text(each.discount_minor),
        "on_total": text(whole.discount_minor),
    }


def both_ways(case: Case) -> dict[str, Any]:
    goods = [line(minor(case["input"]["price"]), 1, [vat(case["input"]["rate"])])]
    return {
        "excluded_gross": text(priced(goods, prices_include_tax=False).total_minor),
        "included_net": text(priced(goods, prices_include_tax=True).net_minor),
    }


def invoice_with_charge(case: Case) -> dict[str, Any]:
    given = case["input"]
    taxes = [vat(given["rate"])]
    lines = [line(minor(given[name]), 1, taxes) for name in ("lines", "charge")]
    done = priced(lines, prices_include_tax=False, tax_rounding=TaxRounding.DOCUMENT)
    return {
        "tax_exclusive": text(done.net_minor).removesuffix(".00"),
        "tax": text(done.tax_minor),
        "total": text(done.total_minor),
    }


def invoice_with_prepayment(case: Case) -> dict[str, Any]:
    given = case["input"]
    lines = [line(minor(base), 1, [vat(rate)]) for base, rate in given["bases"]]
    done = priced(lines, prices_include_tax=False, tax_rounding=TaxRounding.DOCUMENT)
    assert [text(t.base_minor) for t in done.taxes] == [f"{base}.00" for base, _ in given["bases"]]
    return {
        "tax": text(done.tax_minor),
        "total": text(done.total_minor),
        "payable": text(done.total_minor - minor(given["prepaid"])),
    }


def order_quantity(case: Case) -> dict[str, Any]:
    given = case["input"]
    best = replenishment.eoq(given["D"], given["K"], given["h"])
    assert isinstance(best, replenishment.OrderQuantity)
    return {"Q": f"{best.quantity:.6f}", "cost": f"{best.yearly_cost:.6f}"}


def order_quantity_with_tiers(case: Case) -> dict[str, Any]:
    given = case["input"]
    tiers = [replenishment.Tier(*x) for x in zip(given["breaks"], given["costs"], strict=True)]
    best = replenishment.eoq_with_tiers(
        given["D"], given["K"], holding_rate=given["i"], tiers=tiers
    )
    assert isinstance(best, replenishment.OrderQuantity)
    return {"Q": f"{best.quantity:g}", "tier": best.tier, "cost": f"{best.yearly_cost:.0f}"}


def newsvendor(case: Case) -> dict[str, Any]:
    given = case["input"]
    level = replenishment.critical_ratio(given["p"], given["h"])
    safety = replenishment.safety_stock(replenishment.z_for(level), given["sd"], 1)
    return {"S": f"{replenishment.reorder_point(given['mean'], 1, safety):.6f}"}


RUNS: dict[str, Callable[[Case], dict[str, Any]]] = {
    "C001": included,
    "C003": included,
    "C005": included,
    "C007": included,
    "C009": included,
    "C011": excluded,
    "C013": included,
    "C015": levies,
    "C017": off_the_total_to_pay,
    "C019": pos_line,
    "C021": pos_line,
    "C023": pos_line,
    "C025": two_taxes,
    "C027": two_taxes,
    "C029": cash_of_a_sale,
    "C031": cash_of_an_amount,
    "C033": cash_of_an_amount,
    "C035": cash_of_an_amount,
    "C037": cash_of_an_amount,
    "C039": units_on_top,
    "C049": discount_as_its_own_row,
    "C051": discount_off_net,
    "C059": margin_then_discount,
    "C063": amount_off_a_line,
    "C065": amount_off_some_items,
    "C073": percent_with_and_without_tax,
    "C075": split,
    "C077": split,
    "C079": split,
    "C081": units_on_top,
    "C083": percent_off_several_rates,
    "C085": per_line_or_on_total,
    "C087": both_ways,
    "C089": units_on_top,
    "C101": order_quantity,
    "C103": order_quantity_with_tiers,
    "C105": newsvendor,
    "C107": invoice_with_charge,
    "C109": invoice_with_prepayment,
}


@pytest.mark.parametrize("case_id", RUNS)
def test_a_case_of_another_system_comes_out_as_it_says(case_id: str) -> None:
    case = money_cases()[case_id]
    assert RUNS[case_id](case) == case["expected"]


def test_no_case_of_the_money_areas_is_left_out() -> None:
    wanted = {x["id"] for x in money_cases().values() if AREAS.fullmatch(x["area"])}
    assert wanted == RUNS.keys()
