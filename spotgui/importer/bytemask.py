"""Sixty-four bytes at a time: where a byte occurs, as the bits of a word.

numba has no byte vectors; LLVM does. `match64` is one vector compare and one move to a mask on every processor
with SIMD (and still right, only slower, on one without), which is what makes skipping JSON cheaper than parsing it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from llvmlite import ir  # type: ignore[import-untyped]
from numba import njit, types
from numba.extending import intrinsic

WIDTH = 64
"""Bytes read at a time: a buffer needs that many spare bytes after its last."""


@intrinsic
def _match64(typingctx: Any, buffer: Any, start: Any, byte: Any) -> Any:
    """Bits of the 64 bytes from `start` that equal `byte` (bit 0 is the first). No bounds check."""
    signature = types.uint64(buffer, start, byte)

    def codegen(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        array = context.make_array(sig.args[0])(context, builder, args[0])
        index = context.cast(builder, args[1], sig.args[1], types.int64)
        wanted = context.cast(builder, args[2], sig.args[2], types.uint8)
        vector = ir.VectorType(ir.IntType(8), WIDTH)
        pointer = builder.bitcast(builder.gep(array.data, [index]), vector.as_pointer())
        loaded = builder.load(pointer, align=1)
        one = builder.insert_element(ir.Constant(vector, ir.Undefined), wanted, ir.Constant(ir.IntType(32), 0))
        lanes = ir.Constant(ir.VectorType(ir.IntType(32), WIDTH), [0] * WIDTH)
        splat = builder.shuffle_vector(one, ir.Constant(vector, ir.Undefined), lanes)
        return builder.bitcast(builder.icmp_unsigned("==", loaded, splat), ir.IntType(64))

    return signature, codegen


@intrinsic
def _byte_at(typingctx: Any, buffer: Any, index: Any) -> Any:
    """One byte. Plain indexing also asks whether the index is negative, a fifth of the scanner's time."""
    signature = types.int64(buffer, index)

    def codegen(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        array = context.make_array(sig.args[0])(context, builder, args[0])
        at = context.cast(builder, args[1], sig.args[1], types.int64)
        return builder.zext(builder.load(builder.gep(array.data, [at])), ir.IntType(64))

    return signature, codegen


@intrinsic
def _first_bit(typingctx: Any, mask: Any) -> Any:
    """Position of the lowest set bit; 64 when there is none."""

    def codegen(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        return builder.cttz(args[0], ir.Constant(ir.IntType(1), 0))

    return types.int64(types.uint64), codegen


@intrinsic
def _bit_count(typingctx: Any, mask: Any) -> Any:
    """How many bits are set."""

    def codegen(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        return builder.ctpop(args[0])

    return types.int64(types.uint64), codegen


# the decorator's own type says that they take a typing context
match64: Callable[[Any, int, int], Any] = _match64  # type: ignore[assignment]
byte_at: Callable[[Any, int], int] = _byte_at  # type: ignore[assignment]
first_bit: Callable[[Any], Any] = _first_bit  # type: ignore[assignment]
bit_count: Callable[[Any], Any] = _bit_count  # type: ignore[assignment]


@njit(nogil=True, inline="always")
def fill_between(mask: Any) -> Any:
    """Each bit becomes the parity of the bits up to it: quotes become the insides of strings."""
    mask ^= mask << types.uint64(1)
    mask ^= mask << types.uint64(2)
    mask ^= mask << types.uint64(4)
    mask ^= mask << types.uint64(8)
    mask ^= mask << types.uint64(16)
    mask ^= mask << types.uint64(32)
    return mask
