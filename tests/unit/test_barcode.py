"""Check digits, the forms of a code, and codes that carry weight or price."""

from __future__ import annotations

import pytest

from app.domain import barcode
from app.domain.barcode import Embedded, EmbeddedRule, Symbology
from app.domain.errors import UserError


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("4006381333931", Symbology.EAN_13),
        ("6901234567892", Symbology.EAN_13),
        ("036000291452", Symbology.UPC_A),
        ("96385074", Symbology.EAN_8),
        ("00012345600012", Symbology.ITF_14),
        ("4006381333932", None),
        ("036000291453", None),
        ("96385075", None),
        ("123", None),
        ("", None),
        ("40063813339３1", None),
        ("A006381333931", None),
    ],
)
def test_a_gtin_is_known_by_length_and_check_digit(code: str, kind: Symbology | None) -> None:
    assert barcode.symbology(code) is kind
    assert barcode.is_valid(code) is (kind is not None)


def test_only_a_gtin_sized_number_can_have_a_wrong_check_digit() -> None:
    assert barcode.has_wrong_check_digit("4006381333932")
    assert not barcode.has_wrong_check_digit("4006381333931")
    assert not barcode.has_wrong_check_digit("1001")
    assert not barcode.has_wrong_check_digit("SHOP-001-0042")


@pytest.mark.parametrize(
    "code",
    [" 4006381333931\n", "4 006381 333931", "４００６３８１３３３９３１", "\ufeff4006381333931"],
)
def test_spaces_and_wide_digits_do_not_make_another_code(code: str) -> None:
    assert barcode.normalise(code) == "4006381333931"


def test_leading_zeros_and_letters_stay() -> None:
    assert barcode.normalise("00012-ab") == "00012-ab"


def test_a_upc_is_the_ean_with_a_leading_zero() -> None:
    assert barcode.lookup_forms("036000291452") == ("036000291452", "0036000291452")
    assert barcode.lookup_forms("0036000291452") == ("0036000291452", "036000291452")
    assert barcode.lookup_forms("4006381333931") == ("4006381333931",)
    assert barcode.lookup_forms("000000000042") == ("000000000042",)


def test_twelve_digits_become_a_valid_ean13() -> None:
    assert barcode.make_ean13("690123456789") == "6901234567892"


@pytest.mark.parametrize("prefix", ["69012345678", "6901234567892", "69012345678x", ""])
def test_what_cannot_become_an_ean13_is_refused(prefix: str) -> None:
    with pytest.raises(UserError):
        barcode.make_ean13(prefix)


RULES = (
    EmbeddedRule("21IIIIIWWWWWC"),
    EmbeddedRule("22IIIIIPPPPPC"),
    EmbeddedRule("23IIIIXPPPPPC", factor=10),
    EmbeddedRule("29IIIIWWWW", factor=10),
)


def test_a_scale_label_gives_weight_and_the_items_own_code() -> None:
    code = barcode.make_ean13("211234501250")
    assert barcode.parse_embedded(code, RULES) == Embedded(
        item_code=barcode.make_ean13("211234500000"), item_number="12345", qty_milli=1250
    )


def test_a_price_label_gives_the_price() -> None:
    found = barcode.parse_embedded(barcode.make_ean13("221234500990"), RULES)
    assert found is not None
    assert (found.price_minor, found.qty_milli) == (990, None)


def test_a_rule_may_skip_a_digit_and_count_in_larger_steps() -> None:
    found = barcode.parse_embedded(barcode.make_ean13("231234700099"), RULES)
    assert found is not None
    assert (found.item_number, found.price_minor) == ("1234", 990)
    assert found.item_code == barcode.make_ean13("231234000000")


def test_a_rule_without_check_digit_reads_short_codes() -> None:
    found = barcode.parse_embedded("2912340075", RULES)
    assert found == Embedded(item_code="2912340000", item_number="1234", qty_milli=750)


@pytest.mark.parametrize(
    "code", ["2112345012501", "4006381333931", "211234501250", "21A2345012503", ""]
)
def test_other_codes_carry_nothing(code: str) -> None:
    assert barcode.parse_embedded(code, RULES) is None
