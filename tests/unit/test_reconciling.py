"""Reading statements of banks, whatever they look like, and the special cases of matching."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from app.domain.errors import UserError
from app.domain.payment import Attempt, AttemptState, Refund, RefundState
from app.domain.reconciling import by_number, columns, missing
from app.domain.reconciling.columns import Account, Field
from app.domain.reconciling.model import Finding, Line, numbered
from data.imports.source import FileSource

CHINA = timezone(timedelta(hours=8))
NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
DAY = date(2026, 3, 2)
ID = "0" * 31 + "1"


def read(
    folder: Path, text: str, *, encoding: str = "utf-8", maps: dict[Field, str] | None = None
) -> list[Line]:
    """The lines of a bank's file."""
    file = folder / "file.csv"
    file.write_bytes(text.encode(encoding))
    account = Account(provider="", currency="EUR", zone=CHINA)
    return columns.lines(FileSource(file, folder).rows(), account, maps or {})


def told(lines: Sequence[Line]) -> list[tuple[str, int, str, str]]:
    """Day, amount, currency and words of each line."""
    return [(f"{x.day:%m-%d}", x.amount_minor, x.currency, x.words or x.number) for x in lines]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_chinese_bank_has_columns_for_money_in_and_out(tmp_path: Path, encoding: str) -> None:
    text = (
        "账户明细,,,\n户名：示例商行,,,\n\n"
        "交易日期,收入金额,支出金额,币种,对方户名,附言\n"
        '20260302,"1,250.50",,CNY,王小明,订单 7\n'
        "2026/3/2,,300.00,CNY,房东,租金\n"
        "合计,1250.50,300.00,,,\n"
    )
    lines = read(tmp_path, text, encoding=encoding)
    assert told(lines) == [
        ("03-02", 125050, "CNY", "订单 7"),
        ("03-02", -30000, "CNY", "租金"),
    ]
    assert "王小明" not in str(lines)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_german_bank_writes_days_and_amounts_its_own_way(tmp_path: Path, encoding: str) -> None:
    text = (
        "Buchungstag;Verwendungszweck;Betrag;Währung\n"
        '"02.03.26";"RF18 5390 für Tee";"1.250,50";EUR\n'
        '"13.03.26";"Miete";"-900,00";EUR\n'
    )
    assert told(read(tmp_path, text, encoding=encoding)) == [
        ("03-02", 125050, "EUR", "RF18 5390 für Tee"),
        ("03-13", -90000, "EUR", "Miete"),
    ]


def test_months_stand_first_where_some_day_shows_it(tmp_path: Path) -> None:
    text = "Date,Amount,Description\n03/02/2026,5.50,a\n03/28/2026,6.50,b\n"
    assert [x.day for x in read(tmp_path, text)] == [DAY, date(2026, 3, 28)]
    text = "Date,Amount,Description\n02/03/2026,5.50,a\n"
    assert [x.day for x in read(tmp_path, text)] == [DAY]


def test_a_persons_own_say_about_columns_comes_first(tmp_path: Path) -> None:
    text = "When,How much,Value date\n2026-03-02 13:05:09,5.50,2026-03-09\n"
    with pytest.raises(UserError, match="statement_columns"):
        read(tmp_path, text)
    (line,) = read(tmp_path, text, maps={Field.DATE: "When", Field.AMOUNT: "How much"})
    assert (line.day, line.at) == (DAY, datetime(2026, 3, 2, 13, 5, 9, tzinfo=CHINA))
    with pytest.raises(UserError, match="import_map_header"):
        read(tmp_path, "Date,Amount\n2026-03-02,1\n", maps={Field.SLIP: "Nothing"})


def test_a_list_with_slips_is_about_cards(tmp_path: Path) -> None:
    (card,) = read(tmp_path, "Date,Amount,Receipt number\n2026-03-02,5.50,0041\n")
    (bank,) = read(tmp_path, "Date,Amount,Reference\n2026-03-02,5.50,0041\n")
    assert (card.provider, card.number) == ("manual_card", "0041")
    assert (bank.provider, bank.words) == ("static_qr", "0041")


def test_two_lines_that_say_the_same_are_two_and_a_file_read_again_is_none_more(
    tmp_path: Path,
) -> None:
    text = "Date,Amount\n2026-03-02,5.50\n2026-03-02,5.50\n"
    once, again = read(tmp_path, text), read(tmp_path, text)
    assert len({x.id for x in once}) == 2
    assert once == again


# Matching by number


def attempt(state: AttemptState, **changes: object) -> Attempt:
    """A payment of 5.50 around noon."""
    made: dict[str, object] = {
        "id": ID,
        "order_id": ID,
        "tender": "alipay",
        "provider": "alipay",
        "amount_minor": 550,
        "currency": "CNY",
        "state": state,
        "created_at": NOON,
        "settled_at": NOON,
        "checked_at": NOON,
        "paid_minor": 0 if state is AttemptState.CANCELLED else 550,
    }
    return Attempt(**{**made, **changes})  # type: ignore[arg-type]


def line(amount_minor: int, refund_number: str = "", at: datetime = NOON) -> Line:
    """One line about that payment."""
    (made,) = numbered(
        [
            Line(
                provider="alipay",
                day=DAY,
                at=at,
                number=ID,
                refund_number=refund_number,
                amount_minor=amount_minor,
                currency="CNY",
            )
        ]
    )
    return made


def found(lines: Sequence[Line], attempts: Sequence[Attempt]) -> list[Finding]:
    """What the lines turn out to be."""
    return [x.finding for x in by_number.match(lines, attempts, ())]


def test_a_charge_that_ending_took_back_is_nobodys_business() -> None:
    both = [line(550), line(-550, "x")]
    assert found(both, [attempt(AttemptState.CANCELLED)]) == [Finding.UNDONE] * 2
    assert found(both, [attempt(AttemptState.SUCCEEDED)]) == [
        Finding.MATCHED,
        Finding.EXTERNAL_REFUND,
    ]


def test_a_second_charge_under_one_number_is_not_taken_for_the_first() -> None:
    twice = [line(550), line(550, at=NOON + timedelta(hours=1))]
    assert sorted(found(twice, [attempt(AttemptState.SUCCEEDED)])) == [
        Finding.MATCHED,
        Finding.MISSING_HERE,
    ]


def test_what_is_missing_there_is_only_said_of_days_that_were_read_to_the_end() -> None:
    late = NOON + timedelta(days=1)
    paid = attempt(AttemptState.SUCCEEDED, settled_at=late)
    evening, next_evening = NOON + timedelta(hours=12), late + timedelta(hours=12)

    def told(read: dict[date, datetime]) -> list[Attempt]:
        return missing.payments([paid], spoken_of=(), read=read, zone=CHINA)

    assert told({DAY: evening}) == []
    assert told({DAY: evening, late.date(): late - timedelta(minutes=1)}) == []
    assert told({DAY: evening, late.date(): next_evening}) == [paid]
    assert missing.payments([paid], spoken_of={ID}, read={DAY: evening}, zone=CHINA) == []


def test_a_payment_heard_of_late_is_missed_on_the_day_it_was_made() -> None:
    heard = NOON + timedelta(days=3)
    paid = attempt(AttemptState.SUCCEEDED, paid_at=NOON, settled_at=heard)
    evening = NOON + timedelta(hours=12)
    read = {DAY: evening}
    assert missing.payments([paid], spoken_of=(), read=read, zone=CHINA) == [paid]
    read = {heard.date(): heard + timedelta(hours=12)}
    assert missing.payments([paid], spoken_of=(), read=read, zone=CHINA) == []


def test_a_refund_learnt_from_a_statement_is_not_missed_in_it() -> None:
    def refund(reason: str) -> Refund:
        return Refund(
            id=reason,
            order_id=ID,
            attempt_id=ID,
            tender="alipay",
            amount_minor=100,
            state=RefundState.SUCCEEDED,
            reason=reason,
            created_at=NOON,
            settled_at=NOON,
        )

    read = {DAY: NOON + timedelta(hours=12)}
    known = [refund("staff"), refund(missing.EXTERNAL)]
    assert missing.refunds(known, spoken_of=(), read=read, zone=CHINA) == known[:1]
