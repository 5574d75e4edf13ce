"""What the panel of an order says, as rows."""

from __future__ import annotations

from datetime import datetime

from app.domain import money
from app.domain.order import OrderLine
from app.domain.payment import CAPTURED, LIVE, Attempt, AttemptState, RefundState
from app.domain.returning import GoodsReturn, ReturnLine
from app.ports.queries import OrderDetail
from ui import formats, i18n, order_words
from ui.session import Session
from ui.widgets.facts import FactRow


class OrderFacts:
    """One order in the current language."""

    def __init__(self, detail: OrderDetail, session: Session) -> None:
        self._detail, self._session = detail, session
        self._currency = money.currency(detail.order.currency)

    def total(self) -> str:
        """What the order comes to."""
        return self._amount(self._detail.order.total_minor)

    def head(self) -> list[tuple[str, str]]:
        """When, who, where to."""
        order = self._detail.order
        delivery = order.delivery
        to = (delivery.recipient, delivery.phone, delivery.address) if delivery else ()
        customer = " · ".join(x for x in (order.customer_name, order.customer_phone) if x)
        served = i18n.tr(
            "status.who" if order.staff else "status.till", till=order.till, staff=order.staff
        )
        return [
            ("orders.placed", self._moment(order.placed_at)),
            ("orders.served", served),
            ("orders.column_customer", customer),
            ("orders.deliver_to", " · ".join(part for part in to if part)),
            ("orders.note", order.note),
        ]

    def lines(self) -> list[FactRow]:
        """What was sold."""
        return [self._line(line) for line in self._detail.order.lines]

    def totals(self) -> list[FactRow]:
        """What it comes to."""
        order = self._detail.order
        rows = [FactRow(title=i18n.tr("orders.net"), figure=self._amount(order.net_minor))]
        if order.discount_minor:
            off = FactRow(
                title=i18n.tr("orders.discount"), figure=self._amount(-order.discount_minor)
            )
            rows.insert(0, off)
        rows += [
            FactRow(title=formats.tax(tax.name, tax.percent), figure=self._amount(tax.amount_minor))
            for tax in order.taxes
        ]
        name = i18n.tr("orders.column_total")
        return [*rows, FactRow(title=name, figure=self.total(), strong=True)]

    def payments(self) -> list[FactRow]:
        """Every attempt to take money; what brought none is told apart and does not add up."""
        return [self._tried(tried) for tried in self._detail.attempts]

    def refunds(self) -> list[FactRow]:
        """Money that goes back."""
        return [
            FactRow(
                title=order_words.tender(back.tender),
                detail=" · ".join(
                    part
                    for part in (
                        order_words.refund(back),
                        self._moment(back.created_at),
                        order_words.refund_reason(back),
                        *self._rounded(back.rounding_minor),
                    )
                    if part
                ),
                figure=self._amount(-back.amount_minor),
                tone=order_words.refund_tone(back),
                struck=back.state is RefundState.FAILED,
            )
            for back in self._detail.refunds
        ]

    def returns(self) -> list[FactRow]:
        """Goods that came back."""
        lines = {line.id: line for line in self._detail.order.lines}
        return [
            self._came_back(back, line, lines[line.line_id])
            for back in self._detail.returns
            for line in back.lines
        ]

    def parcels(self) -> list[FactRow]:
        """Every parcel, also those that failed."""
        return [
            FactRow(
                title=i18n.tr(f"history.fulfilment.{parcel.state}"),
                detail=" · ".join(
                    part for part in (parcel.carrier, parcel.tracking_number, parcel.reason) if part
                ),
                figure=self._moment(parcel.shipped_at or parcel.created_at),
            )
            for parcel in self._detail.shipments
        ]

    def timeline(self) -> list[FactRow]:
        """What happened, oldest first."""
        return [
            FactRow(
                title=order_words.happened(row),
                detail=" · ".join(part for part in (row.staff, row.detail) if part),
                figure=self._moment(row.at),
            )
            for row in self._detail.history
        ]

    def _tried(self, tried: Attempt) -> FactRow:
        state = order_words.attempt(tried)
        name = order_words.tender(tried.tender, test=tried.test)
        paid = tried.paid_minor if tried.state is not AttemptState.SUCCEEDED else 0
        brought = tried.state in CAPTURED
        told = [state] if brought else []
        told.append(self._moment(tried.paid_at or tried.settled_at or tried.created_at))
        if tried.change_minor:
            change = self._amount(tried.change_minor)
            tendered = self._amount(tried.tendered_minor)
            told.append(i18n.tr("orders.tendered", tendered=tendered, change=change))
        told += self._rounded(tried.rounding_minor)
        if tried.provider_ref:
            told.append(tried.provider_ref)
        return FactRow(
            title=name if brought else f"{name} · {state}",
            detail=" · ".join(told),
            figure=self._amount(paid or tried.amount_minor),
            tone=order_words.attempt_tone(tried),
            quiet=not brought,
            struck=not brought and tried.state not in LIVE,
        )

    def _came_back(self, back: GoodsReturn, line: ReturnLine, sold: OrderLine) -> FactRow:
        told = [formats.counted(line.qty_milli, sold.unit), self._moment(back.at)]
        if line.damaged:
            told.append(i18n.tr("orders.written_off"))
        told += [part for part in (back.reason, back.staff) if part]
        return FactRow(
            title=i18n.name_of(sold.name, sold.name_en),
            detail=" · ".join(told),
            figure=self._amount(-line.total_minor),
        )

    def _line(self, line: OrderLine) -> FactRow:
        counted = formats.counted(line.qty_milli, line.unit)
        told = [f"{counted} × {self._amount(line.unit_minor)}"]
        if line.discount_minor:
            told.append(i18n.tr("orders.line_discount", amount=self._amount(line.discount_minor)))
        if line.note:
            told.append(line.note)
        return FactRow(
            title=i18n.name_of(line.name, line.name_en),
            detail=" · ".join(told),
            figure=self._amount(line.total_minor),
        )

    def _rounded(self, minor: int) -> list[str]:
        """What cash differed from the books by, for want of small coins."""
        return [i18n.tr("orders.rounded", amount=self._amount(minor))] if minor else []

    def _amount(self, minor: int) -> str:
        return formats.amount(minor, self._currency)

    def _moment(self, at: datetime) -> str:
        return formats.moment(self._session.shop_time(at))
