"""Paper: previewed in the window, saved through the system's dialog, and read again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from app.services.house import House
from ui import formats
from ui.documents import pages
from ui.tour.sold import Sold
from ui.tour.stage import Stage
from ui.views.pay.done import DonePage
from ui.views.pay.panel import PayPanel
from ui.views.preview.step import PreviewStep
from ui.widgets.steps import StepPanel


def receipt_and_invoice(stage: Stage, sold: Sold) -> None:
    """From the end of a sale: print the receipt, look at the invoice and save it."""
    panels, hands = stage.window.panels, stage.hands
    page = stage.see(DonePage, stage.see(PayPanel, panels.panel).page)
    printed = len(stage.tray.printed)
    hands.tap(page.receipt)
    stage.until(lambda: len(stage.tray.printed) > printed, "printed")
    stage.picture("receipt-printed")
    stage.tidy()
    hands.tap(page.invoice)
    path = save_preview(stage, f"invoice-{sold.number}", "invoice")
    _check_sale(stage, path, sold)


def keep_receipts(stage: Stage, sales: Sequence[Sold]) -> None:
    """What came out of the printer; a sale may have asked for it, another not."""
    known = {sold.number: sold for sold in sales}
    for number, pdf in stage.tray.printed:
        path = stage.album.put(f"receipt-{number}.pdf", pdf)
        stage.checks.holds("printed_sale", number in known, number=number)
        if number in known:
            _check_sale(stage, path, known[number])


def save_preview(stage: Stage, name: str, picture: str) -> Path:
    """A preview is in sight: wait for its first page, take a picture, save the paper, close it."""
    panels = stage.window.panels
    stage.until(lambda: isinstance(panels.panel, StepPanel), "preview_paper")
    panel = stage.see(StepPanel, panels.panel)
    step = stage.see(PreviewStep, panel.step)
    stage.until(step.save_button.isEnabled, "preview_paper", seconds=60)
    stage.until(lambda: not step.sheets.picture_of(0).isNull(), "preview_paper")
    stage.picture(picture)
    path = stage.album.path(f"{name}.pdf")
    stage.hands.choose_file(path, lambda: stage.hands.tap(step.save_button))
    stage.until(path.is_file, "saved")
    stage.hands.tap(panel.close_button)
    stage.until(lambda: panels.panel is None, "closed")
    return path


def check_words(stage: Stage, path: Path, wanted: Iterable[str]) -> None:
    """Everything wanted must be readable on the paper, whatever lines it was broken into."""
    pdf = path.read_bytes()
    read = "".join("".join(pages.words(pdf)).split())
    stage.checks.holds("paper_pages", len(pages.sizes(pdf)) > 0, file=path.name)
    for text in wanted:
        found = "".join(text.split()) in read
        stage.checks.holds("paper_says", found, file=path.name, text=text)


def _check_sale(stage: Stage, path: Path, sold: Sold) -> None:
    check_words(stage, path, _words_of(stage.house, sold, stage))


def _words_of(house: House, sold: Sold, stage: Stage) -> list[str]:
    """Number, goods and amounts, in the language of the shop's documents."""
    session = stage.window.session
    english = session.profile.documents_language == "en"
    figures = [sold.total_minor, *(line.total_minor for line in sold.lines)]
    if sold.tendered_minor:
        figures += [sold.tendered_minor, sold.change_minor]
    names = [
        (english and line.good.product.name_en) or line.good.product.name for line in sold.lines
    ]
    return [
        session.profile.name,
        sold.number,
        *names,
        *(formats.figure(minor, session.currency) for minor in figures),
    ]
