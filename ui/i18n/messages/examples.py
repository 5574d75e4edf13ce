"""One line that works for every job of the command line, shown by its --help."""

from __future__ import annotations

_CART = (
    '{{"currency":"CNY","lines":[{{"name":"%s","qty":"3","unit_price":"10.00",'
    '"taxes":[{{"name":"%s","percent":"13"}}]}}]}}'
)
_PRICE = "echo '%s' | {program} price"

MESSAGES: dict[str, tuple[str, str]] = {
    "cli.example": ("example:", "示例："),
    "example.setup": (
        '{program} setup --name "Corner shop" --currency EUR --demo',
        "{program} setup --name 街角小店 --currency CNY --demo",
    ),
    "example.import": (
        '{program} import products goods.xlsx --map "name=Product name" --dry-run',
        "{program} import products 商品.xlsx --map name=品名 --dry-run",
    ),
    "example.price": (_PRICE % (_CART % ("Tea", "VAT")), _PRICE % (_CART % ("茶", "增值税"))),
    "example.orders": (
        "{program} orders --from 2026-03-01 --to 2026-03-31 --text tea",
        "{program} orders --from 2026-03-01 --to 2026-03-31 --text 茶",
    ),
    "example.invoice": (
        "{program} invoice 20260331-1-0001 -o invoice.pdf --language en",
        "{program} invoice 20260331-1-0001 -o 销售单.pdf --language zh",
    ),
    "example.report": (
        "{program} report sales --from 2026-03-01 --to 2026-03-31 --by product -o sales.xlsx",
        "{program} report sales --from 2026-03-01 --to 2026-03-31 --by product -o 销售.xlsx",
    ),
    "example.sync": (
        "{program} sync --seconds 30 --json",
        "{program} sync --seconds 30 --json",
    ),
    "example.reconcile": (
        '{program} reconcile --file bank.csv --map "amount=Paid in"',
        "{program} reconcile --file 银行流水.csv --map amount=收入金额",
    ),
    "example.check": ("{program} check --json", "{program} check --json"),
    "example.backup": (
        "{program} backup shop-2026-03-31.db",
        "{program} backup 备份-2026-03-31.db",
    ),
    "example.restore": (
        "{program} restore shop-2026-03-31.db",
        "{program} restore 备份-2026-03-31.db",
    ),
    "example.sandbox": (
        "{program} sandbox --port 8080 --home practice",
        "{program} sandbox --port 8080 --home practice",
    ),
    "example.tour": (
        "{program} tour --out tour --language en",
        "{program} tour --out tour --language zh",
    ),
    "example.where": ('ls "$({program} where)"', 'ls "$({program} where)"'),
    "example.version": ("{program} version --json", "{program} version --json"),
}
