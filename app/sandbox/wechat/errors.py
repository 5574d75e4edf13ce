"""How WeChat Pay says no: an HTTP status and a code."""

from __future__ import annotations


class ApiError(Exception):
    """A call is refused.

    Attributes:
        signed: whether the refusal carries a signature; it does once the request's own held.
    """

    def __init__(self, status: int, code: str, message: str, *, signed: bool = True) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.signed = signed


def bad_signature(message: str) -> ApiError:
    """The request was not signed by our shop, or not now."""
    return ApiError(401, "SIGN_ERROR", message, signed=False)


def bad_parameter(name: str) -> ApiError:
    """A parameter is missing or wrong."""
    return ApiError(400, "PARAM_ERROR", f"参数错误：{name}")


def invalid(message: str) -> ApiError:
    """The parameters are right by themselves, but not now or not together."""
    return ApiError(400, "INVALID_REQUEST", message)


def no_order() -> ApiError:
    """No such order."""
    return ApiError(404, "ORDER_NOT_EXIST", "订单不存在")
