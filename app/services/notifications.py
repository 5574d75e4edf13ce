"""What providers push: verified by the provider's gateway, then recorded like any answer."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from app.domain import machine
from app.domain.errors import UserError
from app.domain.payment import ATTEMPT, Attempt
from app.ports.exchanges import overheard
from app.ports.gateway import Charge, Gateway, Gateways, UnknownOutcome, Untrusted
from app.ports.queries import Queries
from app.services.records import Recorder, observed, went_back_elsewhere

log = logging.getLogger(__name__)


class Notifications:
    """Messages about payments, in any order and as often as they come; asking goes on beside."""

    def __init__(self, queries: Queries, recorder: Recorder, gateways: Gateways) -> None:
        self._queries = queries
        self._recorder = recorder
        self._gateways = gateways

    def receive(self, provider: str, headers: Mapping[str, str], body: bytes) -> None:
        """Take over what a message says; one that says nothing new is kept and changes nothing.

        Nothing is kept about a payment that is not in these books: it may be another till's, and
        telling it again would not help.

        Raises UnknownOutcome (Untrusted among it) for what is not to be believed; any other
        ShopError means that it could not be looked at now and should come again.
        """
        try:
            gateway = self._gateways.offer(provider)
        except UserError:
            log.warning("a message in the name of %s, which is not set up here", provider)
            raise Untrusted("provider_untrusted", problem="provider") from None
        with overheard() as said:
            try:
                charge = gateway.parse_notification(headers, body)
            except UnknownOutcome as error:
                log.warning("a message in the name of %s was refused: %s", provider, error)
                raise
        attempt = self._attempt(charge.attempt_no, gateway)
        if attempt is None:
            log.warning("%s told of %s, which is not in the books", provider, charge.attempt_no)
            return
        seen = observed(attempt, charge, what="push", said=said)
        same = machine.step(ATTEMPT, attempt.state, seen.event) is attempt.state
        if same and not self._tells_of_refunds(attempt, charge):
            log.info("%s told nothing new of %s", provider, attempt.id)
            self._recorder.keep_said(attempt.id, said, what="push")
            return
        self._recorder.record_status(attempt.id, seen)

    def _tells_of_refunds(self, attempt: Attempt, charge: Charge) -> bool:
        """Whether money went back that the books do not know of."""
        refunds = self._queries.order_detail(attempt.order_id).refunds
        return went_back_elsewhere(attempt, refunds, charge, attempt.created_at) is not None

    def _attempt(self, attempt_no: str, gateway: Gateway) -> Attempt | None:
        """The attempt of that number, if this provider made it and its money is as real."""
        try:
            attempt = self._queries.attempt(attempt_no)
        except UserError:
            return None
        made_there = (attempt.provider, attempt.test) == (gateway.id, gateway.caps.test_mode)
        return attempt if made_there else None
