"""Counting bits of a word with the processor's own instructions."""

from __future__ import annotations

from typing import Any

from llvmlite import ir  # type: ignore[import-untyped]
from numba import types
from numba.extending import intrinsic


def _trailing_zeros(typingctx: Any, word: Any) -> Any:
    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return builder.cttz(args[0], ir.Constant(ir.IntType(1), 1))

    return types.uint64(types.uint64), codegen


def _leading_zeros(typingctx: Any, word: Any) -> Any:
    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return builder.ctlz(args[0], ir.Constant(ir.IntType(1), 1))

    return types.uint64(types.uint64), codegen


def _ones(typingctx: Any, word: Any) -> Any:
    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return builder.ctpop(args[0])

    return types.uint64(types.uint64), codegen


ones: Any = intrinsic(_ones)
"""Number of set bits of a uint64. For compiled code only."""
trailing_zeros: Any = intrinsic(_trailing_zeros)
"""Index of the lowest set bit of a uint64; undefined for 0. For compiled code only."""
leading_zeros: Any = intrinsic(_leading_zeros)
"""Number of zeros above the highest set bit of a uint64; undefined for 0. For compiled code only."""
