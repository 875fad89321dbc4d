"""Pictures that are small enough to be kept with the sources."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

LARGEST = 100_000
"""Bytes that a picture may have."""


def small(png: bytes) -> bytes:
    """The same picture with a palette, which flat colours lose nothing by. Fails when it is still too large."""
    image = Image.open(BytesIO(png)).convert("RGB")
    for colours in (256, 64):
        out = BytesIO()
        image.quantize(colours, method=Image.Quantize.MAXCOVERAGE).save(out, "PNG", optimize=True)
        if len(out.getvalue()) <= LARGEST:
            return out.getvalue()
    raise ValueError(f"a picture of {image.width} x {image.height} pixels has {len(out.getvalue())} bytes")
