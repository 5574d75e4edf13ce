"""Facts about currencies: ISO 4217 codes in use with their decimals, CLDR cash coins, symbols."""

from __future__ import annotations

_TWO = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF
CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD
GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL
MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR
PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP
TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG
"""
_THREE = "BHD IQD JOD KWD LYD OMR TND"
_NONE = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_FOUR = "CLF UYW"
# Metals, funds and the test code have no minor unit: they count whole.
_WITHOUT_MINOR_UNIT = "XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX"

DECIMALS: dict[str, int] = {
    code: decimals
    for decimals, codes in (
        (0, _NONE + " " + _WITHOUT_MINOR_UNIT),
        (2, _TWO),
        (3, _THREE),
        (4, _FOUR),
    )
    for code in codes.split()
}

# Only signs that the shipped font can print; every other currency shows its code.
SYMBOLS: dict[str, str] = {
    "AUD": "A$",
    "BRL": "R$",
    "CAD": "CA$",
    "CNY": "¥",
    "EUR": "€",
    "GBP": "£",
    "HKD": "HK$",
    "JPY": "¥",
    "KRW": "₩",
    "MOP": "MOP$",
    "MXN": "MX$",
    "NZD": "NZ$",
    "SGD": "S$",
    "TWD": "NT$",
    "USD": "$",
    "VND": "₫",
}

# CLDR supplemental data, currency fractions: cash is handed over in whole units of these ...
_CASH_IN_WHOLE_UNITS = """
AFN ALL AMD COP CRC CZK GYD HUF IDR IQD IRR KPW LAK LBP MGA MMK MNT MUR NOK PKR RSD SEK SOS SYP
TWD TZS UZS YER
"""
# ... and of these in steps of so many minor units.
CASH_STEPS: dict[str, int] = {"CAD": 5, "CHF": 5, "DKK": 50} | {
    code: 10 ** DECIMALS[code] for code in _CASH_IN_WHOLE_UNITS.split()
}
