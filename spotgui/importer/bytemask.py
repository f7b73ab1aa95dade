"""Sixty-four bytes at a time: where a byte occurs, as the bits of a word.

numba has no byte vectors; LLVM does. `match64` is one vector compare and one move to a mask on every processor
with SIMD (and still right, only slower, on one without), which is what makes skipping JSON cheaper than parsing it.

All take addresses, without any check: numba counts references of arrays, also between compiled
functions, and these atomic counts were three quarters of the scanner's time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from llvmlite import ir  # type: ignore[import-untyped]
from numba import njit, types
from numba.extending import intrinsic

WIDTH = 64
"""Bytes read at a time: a buffer needs that many spare bytes after its last."""


def _loaded(context: Any, builder: Any, value: Any, kind: Any, type_: Any) -> Any:
    """What lies at an address, whether or not it is aligned."""
    address = context.cast(builder, value, kind, types.int64)
    return builder.load(builder.inttoptr(address, type_.as_pointer()), align=1)


@intrinsic
def _address_of(typingctx: Any, array: Any) -> Any:
    """Where an array's first element lies, signed, as numba makes floats of mixed numbers."""

    def codegen(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        data = context.make_array(sig.args[0])(context, builder, args[0]).data
        return builder.ptrtoint(data, ir.IntType(64))

    return types.int64(array), codegen


@intrinsic
def _match64(typingctx: Any, address: Any, byte: Any) -> Any:
    """Bits of the 64 bytes from an address that equal `byte` (bit 0 is the first)."""

    def codegen(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        wanted = context.cast(builder, args[1], sig.args[1], types.uint8)
        vector = ir.VectorType(ir.IntType(8), WIDTH)
        loaded = _loaded(context, builder, args[0], sig.args[0], vector)
        one = builder.insert_element(ir.Constant(vector, ir.Undefined), wanted, ir.Constant(ir.IntType(32), 0))
        lanes = ir.Constant(ir.VectorType(ir.IntType(32), WIDTH), [0] * WIDTH)
        splat = builder.shuffle_vector(one, ir.Constant(vector, ir.Undefined), lanes)
        return builder.bitcast(builder.icmp_unsigned("==", loaded, splat), ir.IntType(64))

    return types.uint64(address, byte), codegen


@intrinsic
def _same32(typingctx: Any, one: Any, other: Any) -> Any:
    """Bits of the 32 bytes from one address that equal those from another."""

    def codegen(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        vector = ir.VectorType(ir.IntType(8), 32)
        both = [_loaded(context, builder, v, k, vector) for v, k in zip(args, sig.args, strict=True)]
        mask = builder.bitcast(builder.icmp_unsigned("==", *both), ir.IntType(32))
        return builder.zext(mask, ir.IntType(64))

    return types.uint64(one, other), codegen


@intrinsic
def _byte_at(typingctx: Any, address: Any) -> Any:
    """One byte."""

    def codegen(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        return builder.zext(_loaded(context, builder, args[0], sig.args[0], ir.IntType(8)), ir.IntType(64))

    return types.int64(address), codegen


@intrinsic
def _word_at(typingctx: Any, address: Any) -> Any:
    """Eight bytes as a number, the first the lowest."""

    def codegen(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        return _loaded(context, builder, args[0], sig.args[0], ir.IntType(64))

    return types.uint64(address), codegen


@intrinsic
def _put(typingctx: Any, address: Any, value: Any) -> Any:
    """Write a float32."""

    def codegen(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        at = context.cast(builder, args[0], sig.args[0], types.int64)
        number = context.cast(builder, args[1], sig.args[1], types.float32)
        builder.store(number, builder.inttoptr(at, ir.FloatType().as_pointer()), align=4)
        return context.get_dummy_value()

    return types.void(address, value), codegen


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
address_of: Callable[[Any], int] = _address_of  # type: ignore[assignment]
match64: Callable[[int, int], Any] = _match64  # type: ignore[assignment]
byte_at: Callable[[int], int] = _byte_at  # type: ignore[assignment]
word_at: Callable[[int], Any] = _word_at  # type: ignore[assignment]
same32: Callable[[int, int], Any] = _same32  # type: ignore[assignment]
put: Callable[[int, float], None] = _put  # type: ignore[assignment]
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
