"""Comparing the books with statements."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "error.difference_not_found": ("There is no such difference.", "没有这项差异。"),
    "error.statement_empty": ("There is no payment in this file.", "这个文件里没有任何收支。"),
    "error.statement_columns": (
        "No columns for date and amount were found. The file has: {headers}",
        "找不到日期列和金额列。文件中有：{headers}",
    ),
    "error.statement_row": (
        "Line {line}: date, amount or currency cannot be read.",
        "第 {line} 行：日期、金额或币种无法识别。",
    ),
    "error.statement_foreign": (
        "“{name}” is not a statement of this provider ({provider}).",
        "“{name}”不是该渠道（{provider}）的账单。",
    ),
    "error.statement_day_missing": (
        "--to is the last of several days: say with --day which one is the first.",
        "--to 是最后一天，请用 --day 指定第一天。",
    ),
    "error.statement_busy": (
        "Another till is reading a statement of this provider ({provider}). Try again in a minute.",
        "另一台收银机正在读取该渠道（{provider}）的账单，请一分钟后再试。",
    ),
    # What does not agree
    "difference.MISSING_HERE": ("Not in the books", "账上没有"),
    "difference.MISSING_THERE": ("Not in the statement", "账单上没有"),
    "difference.DIFFERENT": ("Statement says otherwise", "与账单不符"),
    "difference.UNCLEAR": ("Could be several payments", "无法确定是哪一笔"),
    "difference.EXTERNAL_REFUND": ("Refunded outside the till", "在别处退款"),
    "difference.TOLD_REFUND": ("Refunded outside the till", "在别处退款"),
    "difference.some_of": ("some or all of {ours}", "{ours} 的一部分或全部"),
    "difference.both": ("{theirs}, in the books {ours}", "账单 {theirs}，账上 {ours}"),
    "reconciling.done": (
        "{provider}, {first} to {last}: {lines} lines read, {verified} payments or refunds "
        "confirmed, {differences} do not agree.",
        "{provider}，{first} 至 {last}：读取 {lines} 行，"
        "确认收付 {verified} 笔，不符 {differences} 项。",
    ),
    # The job of the command line
    "cli.reconcile": (
        "compare the books with the statements of providers and banks",
        "与支付渠道和银行的账单核对",
    ),
    "cli.reconcile.day": (
        "the day to download (default: the last that is over)",
        "要下载的日期（默认：最近结束的一天）",
    ),
    "cli.reconcile.to": (
        "with --day: all days up to this one",
        "与 --day 一起使用：直到这一天的所有日期",
    ),
    "cli.reconcile.file": (
        "read this file instead: a provider's own, or a CSV or XLSX of a bank or card acquirer",
        "改为读取此文件：渠道账单，或银行、收单机构的 CSV、XLSX",
    ),
    "cli.reconcile.provider": (
        "only this way to pay, by its id: {known}",
        "只核对这一种收款方式（ID）：{known}",
    ),
    "cli.reconcile.map": (
        "say which column is what: date, amount, credit, debit, currency, reference, text, slip",
        "指定列的含义：date、amount、credit、debit、currency、reference、text、slip",
    ),
    "cli.reconcile.problem": ("{provider}: {problem}", "{provider}：{problem}"),
    "error.statements_missing": ("Not compared: {problems}", "未核对：{problems}"),
    "cli.reconcile.nobody": (
        "No provider with statements is set up here.",
        "本机没有设置可下载账单的支付渠道。",
    ),
    "cli.reconcile.open": (
        "{n} differences need attention.",
        "还有 {n} 项差异待人工处理。",
    ),
    "cli.reconcile.open_one": (
        "{n} difference needs attention.",
        "还有 {n} 项差异待人工处理。",
    ),
}
