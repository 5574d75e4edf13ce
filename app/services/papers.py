"""From the books to paper: gathers what a document says and has it rendered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from app.domain import common_words
from app.domain.errors import UserError
from app.domain.money import currency
from app.domain.order import OrderLine
from app.domain.originals import Sheet, SheetKind
from app.domain.payment import CAPTURED, Attempt, Refund, RefundState
from app.domain.returning import ReturnLine
from app.domain.shop import ShopProfile, business_date, shop_time
from app.ports.clock import Clock
from app.ports.documents import (
    Documents,
    OrdersPaper,
    PaperLine,
    PaperPayment,
    PaperRefund,
    RefundPaper,
    SalePaper,
    SalesPaper,
)
from app.ports.queries import OrderDetail, Queries, SalesBy


class Papers:
    """Invoices, receipts, packing slips and reports."""

    def __init__(self, clock: Clock, queries: Queries, documents: Documents) -> None:
        self._clock = clock
        self._queries = queries
        self._documents = documents

    @property
    def documents(self) -> Documents:
        """The renderer, for what is already gathered."""
        return self._documents

    def today(self) -> date:
        """The shop's business day now."""
        return business_date(self._clock.now(), self._profile())

    def pdf(self, sheet: Sheet, *, language: str = "") -> bytes:
        """A paper as it would go out now; `language` empty: the shop's language for documents."""
        if sheet.kind is SheetKind.REFUND:
            return self._documents.refund_receipt(self.refund_paper(sheet, language=language))
        paper = self.sale_paper(sheet, language=language)
        if sheet.kind is SheetKind.INVOICE:
            return self._documents.invoice(paper)
        return self._documents.receipt(paper)

    def refund_paper(self, sheet: Sheet, *, language: str = "") -> RefundPaper:
        """What a customer gets for what was given back by one wish, goods or money or both.

        UserError("refund_not_found") when there was no such wish.
        """
        profile = self._profile()
        spoken = language or profile.documents_language
        detail = self._queries.order_detail(sheet.order_id)
        refunds = [refund for refund in detail.refunds if refund.wish == sheet.wish]
        returns = [back for back in detail.returns if back.id == sheet.wish]
        if not refunds and not returns:
            raise UserError("refund_not_found")
        going = [refund for refund in refunds if refund.state is not RefundState.FAILED]
        lines = [line for back in returns for line in back.lines]
        sold = {line.id: line for line in detail.order.lines}
        first = (returns or refunds)[0]
        at = returns[0].at if returns else refunds[0].created_at
        return RefundPaper(
            shop=profile,
            language=spoken,
            currency=currency(detail.order.currency),
            number=detail.order.number,
            at=shop_time(at, profile),
            till=returns[0].till if returns else detail.order.till,
            staff=first.staff,
            reason=returns[0].reason if returns else "",
            lines=tuple(_came_back(line, sold[line.line_id], spoken) for line in lines),
            net_minor=sum(line.net_minor for line in lines),
            tax_minor=sum(line.tax_minor for line in lines),
            total_minor=sum(refund.amount_minor for refund in going),
            refunds=tuple(_refund(refund) for refund in going),
            copy=sheet.is_copy(detail.history),
            test_payments=_in_practice(detail.attempts),
        )

    def packing_slip_pdf(self, order_id: str, *, language: str = "") -> bytes:
        """A4 packing slip without prices; every one is as good as the first."""
        detail = self._queries.order_detail(order_id)
        paper = self._sale_paper(detail, language)
        goods = tuple(_line(line, paper.language) for line in detail.order.goods)
        return self._documents.packing_slip(replace(paper, lines=goods))

    def sale_paper(self, sheet: Sheet, *, language: str = "") -> SalePaper:
        """Everything an invoice or a receipt says about its order."""
        detail = self._queries.order_detail(sheet.order_id)
        return replace(self._sale_paper(detail, language), copy=sheet.is_copy(detail.history))

    def _sale_paper(self, detail: OrderDetail, language: str) -> SalePaper:
        profile = self._profile()
        spoken = language or profile.documents_language
        order, parcels = detail.order, detail.shipments
        return SalePaper(
            shop=profile,
            language=spoken,
            currency=currency(order.currency),
            number=order.number,
            at=shop_time(order.placed_at, profile),
            till=order.till,
            staff=order.staff,
            label=order.label,
            customer_name=order.customer_name,
            customer_phone=order.customer_phone,
            delivery=order.delivery,
            carrier=parcels[-1].carrier if parcels else "",
            tracking_number=parcels[-1].tracking_number if parcels else "",
            note=order.note,
            lines=tuple(_line(line, spoken) for line in order.lines),
            taxes=tuple(
                replace(tax, name=common_words.tax(tax.name, spoken)) for tax in order.taxes
            ),
            prices_include_tax=order.prices_include_tax,
            discount_minor=order.discount_minor,
            net_minor=order.net_minor,
            tax_minor=order.tax_minor,
            total_minor=order.total_minor,
            payments=_payments(detail.attempts, detail.refunds),
            test_payments=_in_practice(detail.attempts),
        )

    def sales_report(
        self, first: date, last: date, by: SalesBy, *, language: str = ""
    ) -> SalesPaper:
        """Sales of a period, both days included."""
        profile = self._period(first, last)
        return SalesPaper(
            shop=profile,
            language=language or profile.documents_language,
            currency=currency(profile.currency),
            first=first,
            last=last,
            by=by,
            rows=self._queries.sales(first, last, by),
            made_at=shop_time(self._clock.now(), profile),
        )

    def orders_report(self, first: date, last: date, *, language: str = "") -> OrdersPaper:
        """Orders of a period, both days included."""
        profile = self._period(first, last)
        return OrdersPaper(
            shop=profile,
            language=language or profile.documents_language,
            currency=currency(profile.currency),
            first=first,
            last=last,
            rows=self._queries.orders_between(first, last),
            made_at=shop_time(self._clock.now(), profile),
        )

    def _period(self, first: date, last: date) -> ShopProfile:
        if first > last:
            raise UserError("period_backwards", first=first, last=last)
        return self._profile()

    def _profile(self) -> ShopProfile:
        profile = self._queries.profile()
        if profile is None:
            raise UserError("shop_not_set_up")
        return profile


def _line(line: OrderLine, language: str) -> PaperLine:
    english = language == "en" and line.name_en
    rates = (f"{tax.percent.normalize():f}%" for tax in line.taxes if tax.percent is not None)
    return PaperLine(
        name=line.name_en if english else line.name,
        sku=line.sku,
        qty_milli=line.qty_milli,
        unit=common_words.unit(line.unit, language, line.qty_milli),
        unit_minor=line.unit_minor,
        discount_minor=line.discount_minor,
        tax_text=" + ".join(rates),
        tax_minor=line.tax_minor,
        total_minor=line.total_minor,
        note=line.note,
    )


def _came_back(back: ReturnLine, sold: OrderLine, language: str) -> PaperLine:
    return replace(
        _line(sold, language),
        qty_milli=back.qty_milli,
        unit=common_words.unit(sold.unit, language, back.qty_milli),
        discount_minor=back.discount_minor,
        tax_minor=back.tax_minor,
        total_minor=back.total_minor,
        note="",
    )


def _refund(refund: Refund) -> PaperRefund:
    return PaperRefund(
        tender=refund.tender,
        amount_minor=refund.amount_minor,
        rounding_minor=refund.rounding_minor,
        done=refund.state is RefundState.SUCCEEDED,
    )


def _in_practice(attempts: Iterable[Attempt]) -> bool:
    """Whether some of the money is none: it was paid to the practice provider."""
    return any(attempt.test and attempt.state in CAPTURED for attempt in attempts)


def _payments(
    attempts: tuple[Attempt, ...], refunds: tuple[Refund, ...]
) -> tuple[PaperPayment, ...]:
    paid = [
        PaperPayment(
            tender=a.tender,
            amount_minor=a.paid_minor,
            tendered_minor=a.tendered_minor,
            change_minor=a.change_minor,
            rounding_minor=a.rounding_minor,
            reference=a.provider_ref or "",
        )
        for a in attempts
        if a.state in CAPTURED
    ]
    back = [
        PaperPayment(
            tender=r.tender, amount_minor=-r.amount_minor, rounding_minor=-r.rounding_minor
        )
        for r in refunds
        if r.state is RefundState.SUCCEEDED
    ]
    return (*paid, *back)
