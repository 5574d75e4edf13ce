"""How Alipay says no: the gateway without a signature, the business behind it with one."""

from __future__ import annotations


class GatewayError(Exception):
    """The gateway does not let a request through; answered without a signature."""

    def __init__(self, code: str, sub_code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.sub_code = sub_code
        self.message = message


class BusinessError(Exception):
    """The business refuses, code 40004; answered with a signature."""

    def __init__(self, sub_code: str, message: str) -> None:
        super().__init__(message)
        self.sub_code = sub_code
        self.message = message


def missing(name: str) -> GatewayError:
    """A common parameter is not there."""
    return GatewayError("40001", f"isv.missing-{name.replace('_', '-')}", f"缺少参数 {name}")


def invalid(name: str) -> GatewayError:
    """A common parameter is wrong."""
    return GatewayError("40002", f"isv.invalid-{name.replace('_', '-')}", f"参数 {name} 无效")


def bad_parameter(name: str) -> BusinessError:
    """A business parameter is missing or wrong."""
    return BusinessError("ACQ.INVALID_PARAMETER", f"参数无效：{name}")


def not_exist() -> BusinessError:
    """No such trade; also before its code was scanned."""
    return BusinessError("ACQ.TRADE_NOT_EXIST", "交易不存在")
