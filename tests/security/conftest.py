"""The running sandbox of these tests."""

from __future__ import annotations

from tests.helpers.sandbox import control, running_sandbox, sandbox

__all__ = ["control", "running_sandbox", "sandbox"]
