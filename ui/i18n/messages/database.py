"""What can be wrong with the database."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "error.database_busy": (
        "Another program is holding the database; nothing was changed. Try again in a moment.",
        "另一个程序正占用数据库，未做任何改动；请稍后再试。",
    ),
    "error.database_damaged": (
        "The database is damaged ({problem}); restore your newest backup.",
        "数据库已损坏（{problem}）；请恢复最近的备份。",
    ),
    "error.database_failed": (
        "The disk under the database does not answer ({problem}); nothing was changed.",
        "数据库所在磁盘没有响应（{problem}），未做任何改动。",
    ),
    "error.database_not_writable": (
        "The database cannot be written ({problem}); make its file and folder writable.",
        "数据库不可写（{problem}）；请使其文件和目录可写。",
    ),
    "error.database_unreachable": (
        "The database server does not answer ({problem}); check that it runs and can be reached.",
        "数据库服务器没有响应（{problem}）；请检查它是否运行、能否连接。",
    ),
    "error.database_url_invalid": (
        "The database address is not understood; write postgresql+psycopg://user@host/name, or "
        "leave it out for SQLite.",
        "无法识别数据库地址；请写成 postgresql+psycopg://用户@主机/库名，或留空使用 SQLite。",
    ),
    "error.database_newer": (
        "The database was written by a newer Zhanggui (version {version}); update this program.",
        "数据库由更新版本的掌柜写入（版本 {version}）；请更新本程序。",
    ),
    "error.backup_by_server": (
        "PostgreSQL is backed up by its own tools; use pg_dump on the server.",
        "PostgreSQL 请用自带工具备份：在服务器上使用 pg_dump。",
    ),
    "error.backup_failed": (
        "The copy could not be made ({problem}); the database itself is untouched.",
        "备份未完成（{problem}）；数据库本身没有改动。",
    ),
    "error.restore_by_server": (
        "PostgreSQL is restored by its own tools; use pg_restore on the server.",
        "PostgreSQL 请用自带工具恢复：在服务器上使用 pg_restore。",
    ),
    "error.restore_same_file": (
        "{path} is the shop's own database; name a backup.",
        "{path} 是店铺正在使用的数据库；请指定备份文件。",
    ),
    "error.restore_failed": (
        "The backup could not be put in place ({problem}); the books are as they were.",
        "未能换上备份（{problem}）；账本没有改动。",
    ),
    "error.backup_bad": (
        "This backup cannot be used ({problem}); take another one. The books are as they were.",
        "这份备份无法使用（{problem}），请换一份。账本没有改动。",
    ),
    "error.backup_empty": (
        "There is no shop in this file; take another one. The books are as they were.",
        "文件中没有店铺数据，请换一份。账本没有改动。",
    ),
    "error.cart_too_new": (
        "This sale was held by a newer Zhanggui; recall it at the other till.",
        "这笔挂单由更新版本的掌柜保存；请在另一台收银机上取出。",
    ),
    "error.page_unknown": (
        "The list has changed meanwhile; start again from its top.",
        "列表已有变化，请从头查看。",
    ),
    "error.order_exists": (
        "This sale has become an order at another till a moment ago; look under Orders.",
        "这笔销售刚刚在另一台收银机上生成了订单；请在订单中查看。",
    ),
    "error.provider_ref_taken": (
        "The provider reports this payment under a number that belongs to another; ask it before "
        "handing anything over.",
        "支付渠道给出的流水号已属于另一笔支付；请先向其核实再交货。",
    ),
    "error.personal_data_locked": (
        "Customers' data was written under another key; copy the right database-key file back into "
        "the secrets folder.",
        "顾客数据使用了另一把密钥；请把正确的 database-key 文件复制回 secrets 目录。",
    ),
    "error.rate_too_fine": (
        "A tax rate has at most three decimals; {rate} has more.",
        "税率最多三位小数，{rate} 超出。",
    ),
}
