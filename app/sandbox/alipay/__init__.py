"""Alipay's wire: one address, form-encoded requests, signed JSON answers."""
