"""Made-up sales of every shape, priced by the shop's own rules, for tests of paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from app.domain import money, pricing
from app.domain.cart import Delivery
from app.domain.order_states import Fulfilment, Label, Lifecycle, PaymentState
from app.domain.pricing import Discount, PriceCart, PricedLine, PriceLine, TaxRule
from app.domain.shop import ShopProfile
from app.ports.documents import OrdersPaper, PaperLine, PaperPayment, SalePaper, SalesPaper
from app.ports.queries import OrderRow, SalesBy, SalesRow

AT = datetime(2026, 11, 4, 14, 32, 5, tzinfo=ZoneInfo("Asia/Shanghai"))
VAT = TaxRule("增值税", percent=Decimal(13))

SHOP = ShopProfile(
    name="青竹便利店",
    name_en="Green Bamboo Store",
    address="上海市浦东新区示例路 100 号 1 层",
    phone="021-5550 0100",
    tax_number="91310000EXAMPLE00X",
    footer="谢谢惠顾，欢迎再来！商品如有质量问题，请于七日内凭本单退换。",
)
GOODS = (
    ("茉莉花茶 500毫升", "Jasmine tea 500 ml", "6901000000014", "瓶", 550),
    ("矿泉水 550毫升", "Mineral water 550 ml", "6901000000021", "瓶", 200),
    ("红富士苹果", "Fuji apple", "APL-01", "kg", 1590),
    ("酱油（特级酿造）500毫升", "Soy sauce, first grade, 500 ml", "6901000000038", "瓶", 1280),
)


def line(
    name: str, unit_minor: int, qty_milli: int = 1000, *, taxes: Sequence[TaxRule] = (VAT,)
) -> PriceLine:
    """One line to be priced."""
    return PriceLine(name, qty_milli, unit_minor, tuple(taxes))


def goods(count: int, *, language: str = "zh") -> list[PriceLine]:
    """So many lines of everyday goods, some weighed, some discounted."""
    made = []
    for place in range(count):
        zh, en, _, _, price = GOODS[place % len(GOODS)]
        qty = 435 + place if place % len(GOODS) == 2 else 1000 * (1 + place % 3)
        entry = line(f"{zh if language == 'zh' else en} #{place + 1}", price, qty)
        off = Discount(percent=Decimal(10)) if place % 5 == 4 else None
        made.append(replace(entry, discount=off))
    return made


def sale(
    lines: Sequence[PriceLine] = (),
    *,
    language: str = "zh",
    code: str = "CNY",
    include: bool = True,
    payments: tuple[PaperPayment, ...] | None = None,
    **other: object,
) -> SalePaper:
    """A sale of these lines (default: three goods), paid by Alipay unless told otherwise."""
    wanted = tuple(lines) or tuple(goods(3, language=language))
    cur = money.currency(code)
    priced = pricing.price(PriceCart(cur, wanted, prices_include_tax=include))
    paid = PaperPayment(
        tender="alipay", amount_minor=priced.total_minor, reference="2026110422001400001"
    )
    paper = SalePaper(
        shop=replace(SHOP, currency=code, documents_language=language),
        language=language,
        currency=cur,
        number="20261104-T1-0042",
        at=AT,
        till="T1",
        staff="Lin",
        label=Label.COMPLETED,
        customer_name="",
        customer_phone="",
        delivery=None,
        carrier="",
        tracking_number="",
        note="",
        lines=tuple(map(_paper_line, wanted, priced.lines, range(len(wanted)))),
        taxes=priced.taxes,
        prices_include_tax=include,
        discount_minor=priced.discount_minor,
        net_minor=priced.net_minor,
        tax_minor=priced.tax_minor,
        total_minor=priced.total_minor,
        payments=(paid,) if payments is None else payments,
    )
    return replace(paper, **other)  # type: ignore[arg-type]


def _paper_line(wanted: PriceLine, priced: PricedLine, place: int) -> PaperLine:
    rates = [f"{t.percent.normalize():f}%" for t in wanted.taxes if t.percent is not None]
    return PaperLine(
        name=wanted.name,
        sku=GOODS[place % len(GOODS)][2],
        qty_milli=wanted.qty_milli,
        unit=GOODS[place % len(GOODS)][3],
        unit_minor=int(wanted.unit_minor),
        discount_minor=priced.discount_minor,
        tax_text=" + ".join(rates),
        tax_minor=priced.tax_minor,
        total_minor=priced.total_minor,
    )


def delivery_sale(language: str = "zh", **other: object) -> SalePaper:
    """A sale that goes by parcel."""
    return sale(
        goods(6, language=language),
        language=language,
        label=Label.SHIPPED,
        customer_name="王小明",
        customer_phone="138 0000 0000",
        delivery=Delivery(
            recipient="王小明",
            phone="138 0000 0000",
            address="杭州市西湖区示例大道 8 号 3 幢 1201 室",
        ),
        carrier="顺丰速运",
        tracking_number="SF1000000000042",
        note="请放门卫处，谢谢。",
        **other,
    )


def sales(
    by: SalesBy = SalesBy.DAY, *, count: int = 7, language: str = "zh", code: str = "CNY"
) -> SalesPaper:
    """A sales report with so many rows."""
    return SalesPaper(
        shop=SHOP,
        language=language,
        currency=money.currency(code),
        first=date(2026, 11, 1),
        last=date(2026, 11, 1) + timedelta(days=max(count, 1) - 1),
        by=by,
        rows=[_sales_row(by, place) for place in range(count)],
        made_at=AT,
    )


def _sales_row(by: SalesBy, place: int) -> SalesRow:
    total = 120_000 + (place * 37_123) % 90_000
    tax = money.round_ratio(total * 13, 113)
    name = GOODS[place % len(GOODS)]
    key = {
        SalesBy.DAY: (date(2026, 11, 1) + timedelta(days=place)).isoformat(),
        SalesBy.PRODUCT: f"{name[0]} {place + 1}",
        SalesBy.TENDER: ("alipay", "cash", "wechat", "manual_card")[place % 4],
    }[by]
    return SalesRow(
        key=key,
        name_en=f"{name[1]} {place + 1}" if by is SalesBy.PRODUCT else "",
        orders=20 + place,
        qty_milli=50_000 + place * 1_435,
        gross_minor=total + 1_000,
        discount_minor=1_000,
        net_minor=0 if by is SalesBy.TENDER else total - tax,
        tax_minor=0 if by is SalesBy.TENDER else tax,
        total_minor=total,
        refunded_minor=500 if place % 3 == 0 else 0,
        returned_milli=1_000 if place % 3 == 0 and by is not SalesBy.TENDER else 0,
        returned_net_minor=442 if place % 3 == 0 and by is not SalesBy.TENDER else 0,
        returned_tax_minor=58 if place % 3 == 0 and by is not SalesBy.TENDER else 0,
        rounding_minor=2 if place % 3 == 0 and by is SalesBy.TENDER else 0,
    )


def orders(count: int = 12, *, language: str = "zh") -> OrdersPaper:
    """An order report with so many rows, some of them in another currency."""
    labels = (Label.COMPLETED, Label.AWAITING_PAYMENT, Label.REFUNDED, Label.SHIPPED)
    return OrdersPaper(
        shop=SHOP,
        language=language,
        currency=money.currency("CNY"),
        first=date(2026, 11, 1),
        last=date(2026, 11, 4),
        rows=[
            OrderRow(
                order_id=f"{place:032x}",
                number=f"20261104-T1-{place + 1:04d}",
                placed_at=datetime(2026, 11, 4, 1, 0, tzinfo=UTC) + timedelta(minutes=7 * place),
                business_date=date(2026, 11, 4),
                customer_name="王小明" if place % 3 == 0 else "",
                total_minor=1_000 + 137 * place,
                currency="EUR" if place % 6 == 5 else "CNY",
                items_milli=1000 * (1 + place % 4),
                lifecycle=Lifecycle.COMPLETED,
                payment=PaymentState.PAID,
                fulfilment=Fulfilment.NOT_REQUIRED,
                label=labels[place % len(labels)],
                partly_refunded=place % 7 == 6,
            )
            for place in range(count)
        ],
        made_at=AT,
    )
