# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Softproof from Python, by ctypes: NumPy arrays in, NumPy arrays out.

    >>> import softproof
    >>> softproof.softmax([2.0, 1.0, 0.0])
    array([0.66524096, 0.24472847, 0.09003057])

Functions take an array of logits and work along its last axis, or along `axis`.
Arrays of float32 give float32, computed in double and rounded once; all others
are taken as float64. Where the C function refuses its input, SoftproofError is
raised. The library is found as libsoftproof.so.0, or where the environment
variable SOFTPROOF_LIBRARY says.
"""

import ctypes
import os

import numpy as np

__all__ = ["SoftproofError", "softmax", "log_softmax", "logsumexp", "cross_entropy",
           "cross_entropy_gradient", "entropy", "sigmoid", "sample"]

_library = ctypes.CDLL(os.environ.get("SOFTPROOF_LIBRARY", "libsoftproof.so.0"))
_double = np.ctypeslib.ndpointer(np.float64, flags="C_CONTIGUOUS")
_float = np.ctypeslib.ndpointer(np.float32, flags="C_CONTIGUOUS")
_size = ctypes.c_size_t
_out = ctypes.POINTER(ctypes.c_double)
_float_out = ctypes.POINTER(ctypes.c_float)


class SoftproofError(ValueError):
    """The C function's status, as text and as number"""

    def __init__(self, status):
        super().__init__(_name(status).decode())
        self.status = status


def _function(name, *arguments, result=ctypes.c_int):
    function = getattr(_library, name)
    function.argtypes, function.restype = arguments, result
    return function


_name = _function("sp_status_name", ctypes.c_int, result=ctypes.c_char_p)
_softmax = _function("sp_softmax", _double, _double, _size)
_softmaxf = _function("sp_softmaxf", _float, _float, _size, _double)
_temperature = _function("sp_softmax_temperature", _double, _double, _size, ctypes.c_double)
_log_softmax = _function("sp_log_softmax", _double, _double, _size)
_log_softmaxf = _function("sp_log_softmaxf", _float, _float, _size, _double)
_logsumexp = _function("sp_logsumexp", _double, _size, _out)
_logsumexpf = _function("sp_logsumexpf", _float, _size, _float_out, _double)
_loss = _function("sp_cross_entropy", _double, _size, _size, _out)
_target_loss = _function("sp_cross_entropy_target", _double, _double, _size, _out)
_gradient = _function("sp_cross_entropy_gradient", _double, _double, _size, _size)
_soft_gradient = _function("sp_cross_entropy_soft_gradient", _double, _double, _double,
                           _size)
_entropy = _function("sp_entropy", _double, _double, _size, _out)
_sigmoid = _function("sp_sigmoid", ctypes.c_double, result=ctypes.c_double)
_sample = _function("sp_sample", _double, _size, ctypes.c_double, ctypes.POINTER(_size))


def _check(status):
    if status != 0:
        raise SoftproofError(status)


def _rows(z, axis):
    """The array with the axis last, in rows; and its shape"""
    z = np.asarray(z)
    z = np.moveaxis(z.astype(np.float32 if z.dtype == np.float32 else np.float64), axis, -1)
    return np.ascontiguousarray(z).reshape(-1, z.shape[-1]), z.shape


def _along(z, axis, double, single):
    """Applies a function to every row; the result has the shape of z."""
    rows, shape = _rows(z, axis)
    out = np.empty_like(rows)
    work = np.empty(rows.shape[1])
    for x, y in zip(rows, out):
        if rows.dtype == np.float32:
            _check(single(x, y, x.size, work))
        else:
            _check(double(x, y, x.size))
    return np.moveaxis(out.reshape(shape), -1, axis)


def softmax(z, axis=-1, temperature=None):
    """e^(z_i / T) / sum_j e^(z_j / T), each within 4.5 u and eta of the exact one

    z: logits, finite or -inf; temperature: T, from 2^-900 to 2^900 (float64 only).
    """
    if temperature is None:
        return _along(z, axis, _softmax, _softmaxf)
    return _along(np.asarray(z, np.float64), axis,
                  lambda x, y, n: _temperature(x, y, n, temperature), None)


def log_softmax(z, axis=-1):
    """z_i - log(sum_j e^z_j), with a relative error of at most 6.5 u"""
    return _along(z, axis, _log_softmax, _log_softmaxf)


def logsumexp(z, axis=-1):
    """log(sum_j e^z_j); the axis disappears"""
    rows, shape = _rows(z, axis)
    out = np.empty(len(rows), rows.dtype)
    work = np.empty(rows.shape[1])
    for i, x in enumerate(rows):
        if rows.dtype == np.float32:
            value = ctypes.c_float()
            _check(_logsumexpf(x, x.size, value, work))
        else:
            value = ctypes.c_double()
            _check(_logsumexp(x, x.size, value))
        out[i] = value.value
    return out.reshape(shape[:-1])[()]


def cross_entropy(z, target):
    """The loss of one row of logits: target is a class, or a row of probabilities"""
    z = np.ascontiguousarray(z, np.float64)
    loss = ctypes.c_double()
    if np.ndim(target) == 0:
        _check(_loss(z, z.size, int(target), loss))
    else:
        y = np.ascontiguousarray(target, np.float64)
        if y.shape != z.shape:
            raise ValueError(f"logits: {z.shape}, targets: {y.shape}")
        _check(_target_loss(z, y, z.size, loss))
    return loss.value


def cross_entropy_gradient(z, target):
    """(sum y) p - y: the derivative of cross_entropy(z, target) by z"""
    z = np.ascontiguousarray(z, np.float64)
    out = np.empty_like(z)
    if np.ndim(target) == 0:
        _check(_gradient(z, out, z.size, int(target)))
    else:
        y = np.ascontiguousarray(target, np.float64)
        if y.shape != z.shape:
            raise ValueError(f"logits: {z.shape}, targets: {y.shape}")
        _check(_soft_gradient(z, y, out, z.size))
    return out


def entropy(z):
    """-sum_i p_i log p_i of the softmax of one row, in nats"""
    z = np.ascontiguousarray(z, np.float64)
    value = ctypes.c_double()
    _check(_entropy(z, np.empty_like(z), z.size, value))
    return value.value


def sigmoid(x):
    """1 / (1 + e^-x), entry by entry"""
    return np.vectorize(_sigmoid, otypes=[np.float64])(x)


def sample(p, x):
    """The first k with x < p_0 + ... + p_k, for a variate x in [0, 1)"""
    p = np.ascontiguousarray(p, np.float64)
    index = _size()
    _check(_sample(p, p.size, x, index))
    return index.value
