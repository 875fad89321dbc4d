"""Money as the model counts it: whole millionths, never a fraction."""

from __future__ import annotations

MICROS = 1_000_000
LARGEST = 2**63 - 1


def scaled(amount: int, numerator: int, denominator: int) -> int:
    """`amount` × `numerator` ÷ `denominator`, rounded half up to a millionth. Never overflows."""
    return (2 * amount * numerator + denominator) // (2 * denominator)


def parse(text: str) -> int:
    """The millionths of decimal text that is well formed: `-2.5` is -2500000."""
    sign = -1 if text.startswith("-") else 1
    whole, _, fraction = text.lstrip("-").partition(".")
    return sign * (int(whole) * MICROS + int(fraction.ljust(6, "0") or 0))


def show(amount: int) -> str:
    """Decimal text with at most six places and no zeros at its end."""
    whole, fraction = divmod(abs(amount), MICROS)
    text = f"{whole}.{fraction:06}".rstrip("0").rstrip(".") if fraction else str(whole)
    return "-" + text if amount < 0 else text
