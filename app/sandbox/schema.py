"""The tables of the sandbox's books."""

from __future__ import annotations

TABLES = """
CREATE TABLE IF NOT EXISTS trade (
    wire TEXT NOT NULL,
    out_trade_no TEXT NOT NULL,
    token TEXT NOT NULL UNIQUE,
    subject TEXT NOT NULL,
    total_minor INTEGER NOT NULL,
    currency TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    code_until INTEGER NOT NULL,
    pay_until INTEGER NOT NULL,
    closes_itself INTEGER NOT NULL,
    by_customers_code INTEGER NOT NULL,
    notify_url TEXT NOT NULL,
    trade_no TEXT NOT NULL,
    state TEXT NOT NULL,
    made INTEGER NOT NULL,
    paid_minor INTEGER NOT NULL,
    scanned_at INTEGER,
    paid_at INTEGER,
    closed_at INTEGER,
    PRIMARY KEY (wire, out_trade_no)
);
CREATE INDEX IF NOT EXISTS trade_by_trade_no ON trade (trade_no);
CREATE INDEX IF NOT EXISTS trade_by_time ON trade (created_at);
CREATE INDEX IF NOT EXISTS trade_by_payment ON trade (paid_at);
CREATE TABLE IF NOT EXISTS refund (
    wire TEXT NOT NULL,
    out_trade_no TEXT NOT NULL,
    request_no TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    at INTEGER NOT NULL,
    refund_no TEXT NOT NULL,
    notify_url TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (wire, out_trade_no, request_no)
);
CREATE INDEX IF NOT EXISTS refund_by_time ON refund (at);
CREATE INDEX IF NOT EXISTS refund_by_number ON refund (request_no);
CREATE TABLE IF NOT EXISTS customers_code (
    code TEXT PRIMARY KEY,
    wire TEXT NOT NULL,
    behaviour TEXT NOT NULL,
    until INTEGER NOT NULL,
    used INTEGER NOT NULL DEFAULT 0
);
"""
