"""Sending a parcel, and saying why it could not be sent."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.order import Order
from ui.views.base import Shell
from ui.widgets.do_step import DoStep
from ui.widgets.forms import TextField
from ui.widgets.labels import Label


class ParcelStep(DoStep):
    """A form about one order."""

    def __init__(
        self, shell: Shell, title_key: str, *, number: str, do_key: str, done: Callable[[], object]
    ) -> None:
        super().__init__(title_key, do_key)
        self.shell = shell
        self._done = done
        subject = Label("", "heading")
        subject.setText(number)
        self.column.addWidget(subject)

    def job(self) -> Callable[[], Order]:
        """What is to be done, with what was filled in."""
        raise NotImplementedError

    def do(self) -> None:
        """Do it and go back."""
        self.shell.executor.database(
            self.job(), owner=self, done=self._finished, failed=self.failed
        )

    def _finished(self, _order: Order) -> None:
        self.back()
        self._done()


class ShipStep(ParcelStep):
    """Carrier and tracking number; a scanned code becomes the tracking number."""

    def __init__(
        self, shell: Shell, order_id: str, *, number: str, done: Callable[[], object]
    ) -> None:
        super().__init__(
            shell, "shipping.ship_title", number=number, do_key="shipping.do.ship", done=done
        )
        self._order_id = order_id
        self.carrier = TextField("shipping.carrier", required=True, most=60)
        self.tracking = TextField("shipping.tracking", hint_key="shipping.tracking_hint", most=60)
        for field in (self.carrier, self.tracking):
            self.column.addWidget(field)
        self.carrier.input.returnPressed.connect(self.tracking.input.setFocus)
        self.tracking.input.returnPressed.connect(self.finish)

    def focus_first(self) -> None:
        """Type at once."""
        self.carrier.input.setFocus()

    def on_scan(self, code: str) -> bool:
        """The label on the parcel."""
        self.tracking.set_text(code)
        return True

    def checked(self) -> bool:
        """The carrier must be named."""
        return self.carrier.checked(self.carrier.text)

    def job(self) -> Callable[[], Order]:
        """Ship."""
        shipping, staff = self.shell.house.shipping, self.shell.session.staff
        carrier, tracking = self.carrier.text(), self.tracking.text()
        return lambda: shipping.ship(
            self._order_id, carrier=carrier, tracking_number=tracking, staff=staff
        )


class FailStep(ParcelStep):
    """Why it could not be delivered."""

    def __init__(
        self, shell: Shell, order_id: str, *, number: str, done: Callable[[], object]
    ) -> None:
        super().__init__(
            shell, "shipping.fail_title", number=number, do_key="shipping.do.fail", done=done
        )
        self._order_id = order_id
        self.reason = TextField("shipping.reason", required=True)
        self.reason.input.returnPressed.connect(self.finish)
        self.column.addWidget(self.reason)

    def focus_first(self) -> None:
        """Type at once."""
        self.reason.input.setFocus()

    def checked(self) -> bool:
        """A reason must be given: somebody will ask."""
        return self.reason.checked(self.reason.text)

    def job(self) -> Callable[[], Order]:
        """Note the failure."""
        shipping, staff = self.shell.house.shipping, self.shell.session.staff
        reason = self.reason.text()
        return lambda: shipping.fail(self._order_id, reason=reason, staff=staff)
