"""What our workbooks mark, so that `yangguang import` knows it again."""

from __future__ import annotations

from typing import Final

ASIDE: Final = "Yangguang_Aside"
"""The name, in each sheet, of the ranges that are no part of the report: checks and advice."""
