"""The running sandbox of these tests."""

from __future__ import annotations

from tests.helpers.sandbox import control, provider_keys, running_sandbox, sandbox

__all__ = ["control", "provider_keys", "running_sandbox", "sandbox"]
