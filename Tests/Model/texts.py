"""The words of the API v2: every error in both profiles, and the messages in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Refusal(Exception):
    """Why a customer's request is refused; `detail` is the bound or the parameter that the words name."""

    kind: str
    detail: Any = None


PLACED = {"vi": "Đơn hàng đã được tạo thành công", "en": "Order created successfully"}

# kind: seed, perfectpanel, Vietnamese, English
_WORDS: dict[str, tuple[str, str, str, str]] = {
    "key": ("Invalid API key",) * 4,
    "suspended": (
        "neworder.error.account_banned",
        "Invalid API key",
        "Tài khoản của bạn đã bị khóa",
        "Your account is suspended",
    ),
    "request": ("Incorrect request", "Incorrect request", "Yêu cầu không hợp lệ", "Incorrect request"),
    "ids": ("Too many IDs, maximum 100", "Too many IDs, maximum 100", "", ""),
    "service": (
        "error.incorrect_service_id",
        "Incorrect service ID",
        "Dịch vụ không tồn tại hoặc đã ngừng hoạt động",
        "The service does not exist or is not available",
    ),
    "link": (
        "neworder.error.link",
        "Bad link",
        "Liên kết bị thiếu hoặc không hợp lệ",
        "The link is missing or not valid",
    ),
    "rule": (
        "neworder.error.link_not_allowed",
        "Link is not allowed",
        "Không nhận đơn hàng cho liên kết này",
        "Orders for this link are not accepted",
    ),
    "duplicate": (
        "neworder.error.link_duplicate",
        "You have active order with this link. Please wait until order being completed.",
        "Liên kết này đang có đơn hàng chưa hoàn thành, vui lòng đợi đơn hàng đó hoàn thành",
        "You have an active order with this link, please wait until it is completed",
    ),
    "low": (
        "neworder.error.min_quantity",
        "Quantity less than minimal {}",
        "Số lượng không hợp lệ, tối thiểu là {}",
        "Incorrect quantity, the minimum is {}",
    ),
    "high": (
        "neworder.error.max_quantity",
        "Quantity more than maximum {}",
        "Số lượng không hợp lệ, tối đa là {}",
        "Incorrect quantity, the maximum is {}",
    ),
    "comments": (
        "neworder.error.comment",
        "Comments are required",
        "Vui lòng nhập nội dung bình luận",
        "Comments are required",
    ),
    "parameter": (
        "neworder.error.{}",
        "Incorrect {}",
        "Tham số {} bị thiếu hoặc không hợp lệ",
        "The parameter {} is missing or not valid",
    ),
    "dripfeed": (
        "neworder.error.dripfeed",
        "Drip-feed is not available for this service",
        "Dịch vụ này không hỗ trợ drip-feed",
        "Drip-feed is not available for this service",
    ),
    "funds": (
        "neworder.error.insufficient_balance",
        "Not enough funds on balance",
        "Số dư không đủ, vui lòng nạp thêm",
        "Insufficient balance, please top up",
    ),
    "reused": (
        "neworder.error.request_id",
        "request_id was used with other parameters",
        "request_id này đã được dùng với các tham số khác",
        "This request_id was used with other parameters",
    ),
    "order": ("Incorrect order ID", "Incorrect order ID", "Không tìm thấy đơn hàng", "Incorrect order ID"),
    "cancel": (
        "error.cancel_not_available",
        "Cancel is not available for this order",
        "Không thể hủy đơn hàng này",
        "This order cannot be canceled",
    ),
    "refill": (
        "error.refill_not_available",
        "Refill is not available for this order",
        "Hiện không thể bảo hành (refill) đơn hàng này",
        "This order cannot be refilled now",
    ),
    "unknown refill": ("Refill not found", "Refill not found", "", ""),
}

_WRITING = ("add", "cancel", "refill")


def error(refusal: Refusal, profile: str) -> str:
    """The value of `error`."""
    seed, other, _, _ = _WORDS[refusal.kind]
    return (seed if profile == "seed" else other).format(refusal.detail)


def message(refusal: Refusal, language: str) -> str:
    """The value of `msg`."""
    _, _, vietnamese, english = _WORDS[refusal.kind]
    return (vietnamese if language == "vi" else english).format(refusal.detail)


def refused(refusal: Refusal, action: str | None, isList: bool, profile: str, language: str) -> dict[str, str]:
    """The answer to a request that is refused as a whole."""
    if refusal.kind == "suspended" and action not in _WRITING:
        refusal = Refusal("key")
    text = error(refusal, profile)
    isBare = action not in _WRITING or (action == "refill" and isList) or refusal.kind in ("request", "ids")
    if profile != "seed" or isBare:
        return {"error": text}
    return {"status": "error", "msg": message(refusal, language), "error": text}
