"""What can be wrong with a bank's QR code: account numbers, references, single fields."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "error.qr_field_missing": (
        "The payment code needs the field {field}; fill it in in Settings.",
        "收款码缺少 {field}，请在设置中填写。",
    ),
    "error.qr_field_too_long": (
        "The field {field} of the payment code has room for {max} characters; shorten it.",
        "收款码的 {field} 最多 {max} 个字符，请缩短。",
    ),
    "error.qr_field_letter": (
        "“{letter}” cannot stand in the field {field} of the payment code; leave it out.",
        "收款码的 {field} 中不能有“{letter}”，请去掉。",
    ),
    "error.qr_field_form": (
        "The field {field} of the payment code is not in the required form; correct it.",
        "收款码的 {field} 格式不对，请更正。",
    ),
    "error.qr_field_excluded": (
        "A payment code has either {field} or {other}, not both; leave one out.",
        "收款码的 {field} 与 {other} 只能有一个，请去掉一个。",
    ),
    "error.qr_payload_too_long": (
        "All fields together are too long for this payment code ({size}, at most {max}); "
        "shorten one.",
        "收款码各项加起来太长（{size}，最多 {max}），请缩短其中一项。",
    ),
    "error.qr_payload_broken": (
        "This is not a payment code, or its checksum is wrong; copy the whole text again.",
        "这不是收款码，或校验码不对；请重新复制全部内容。",
    ),
    "error.iban_form": (
        "This is not an IBAN ({field}): two letters, two digits, then the account.",
        "这不是 IBAN（{field}）：应为两个字母、两位数字，再接账号。",
    ),
    "error.iban_country": (
        "Accounts of {country} cannot be used here ({field}); check the IBAN's first two letters.",
        "此处不能使用 {country} 的账号（{field}），请核对 IBAN 的前两个字母。",
    ),
    "error.iban_length": (
        "An IBAN of {country} has {length} characters ({field}); check it for missing ones.",
        "{country} 的 IBAN 应有 {length} 个字符（{field}），请检查是否有遗漏。",
    ),
    "error.iban_check": (
        "The check digits of the IBAN are wrong ({field}); compare it with the original.",
        "IBAN 校验位不对（{field}），请与原件核对。",
    ),
    "error.bic_form": (
        "This is not a BIC ({field}): it has 8 or 11 letters and digits.",
        "这不是 BIC（{field}）：应为 8 或 11 位字母和数字。",
    ),
    "error.reference_form": (
        "The reference is not in the form this account needs ({field}); correct it.",
        "参考号的格式与此账户不符（{field}），请更正。",
    ),
    "error.reference_check": (
        "The check digits of the reference are wrong ({field}); compare it with the original.",
        "参考号校验位不对（{field}），请与原件核对。",
    ),
}
