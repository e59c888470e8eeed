# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Softmax and its family in decimal arithmetic of 60 digits, from doubles."""

import decimal
import math
from decimal import Decimal

decimal.setcontext(decimal.Context(
    prec=60, Emax=decimal.MAX_EMAX, Emin=decimal.MIN_EMIN,
    traps=[decimal.InvalidOperation, decimal.DivisionByZero]))


def exp(d):
    """e^d; 0 far below the smallest double"""
    return Decimal(0) if d < -100000 else d.exp()


def log1p(s):
    """log(1 + s), small s too"""
    if s < Decimal("1e-20"):
        return s - s * s / 2 + s * s * s / 3
    return (1 + s).ln()


def shifted(z):
    """the index of the maximum, the e^(z_i - m), and their sum without it"""
    top = z.index(max(z))
    m = Decimal(z[top])
    e = [exp(Decimal(x) - m) for x in z]
    return top, e, sum(e[:top], Decimal(0)) + sum(e[top + 1:], Decimal(0))


def softmax(z):
    _, e, rest = shifted(z)
    return [x / (1 + rest) for x in e]


def uniform(kept):
    """1/k on the k entries that are kept"""
    return [Decimal(int(x)) / sum(kept) for x in kept]


def logsumexp(z):
    top, _, rest = shifted(z)
    return Decimal(z[top]) + log1p(rest)


def logsoftmax(z):
    top, _, rest = shifted(z)
    excess = log1p(rest)
    return [(Decimal(x) - Decimal(z[top])) - excess for x in z]


def entropy(z):
    return sum((-p * x for p, x in zip(softmax(z), logsoftmax(z)) if p > 0), Decimal(0))


def perplexity(z):
    return entropy(z).exp()


def kl(z, w):
    """infinite where w masks an entry that z does not"""
    if any(y == -math.inf < x for x, y in zip(z, w)):
        return Decimal("Infinity")
    return sum((p * (a - b) for p, a, b in zip(softmax(z), logsoftmax(z), logsoftmax(w))
                if p > 0), Decimal(0))


def jacobian(z):
    p = softmax(z)
    return [[p[i] * ((i == j) - p[j]) for j in range(len(z))] for i in range(len(z))]


def jacobian_product(z, v):
    p = softmax(z)
    mean = sum((q * Decimal(x) for q, x in zip(p, v)), Decimal(0))
    return [q * (Decimal(x) - mean) for q, x in zip(p, v)]


def loss(z, y):
    return sum((Decimal(t) * -x for t, x in zip(y, logsoftmax(z)) if t > 0), Decimal(0))


def gradient(z, y):
    """(sum y) p - y, the derivative of the loss, without cancellation"""
    _, e, rest = shifted(z)
    y = [Decimal(t) for t in y]

    def others(x, i):
        return sum(x[:i] + x[i + 1:], Decimal(0))

    return [t.copy_negate() if e[i] == 0 else (others(y, i) * e[i] - t * others(e, i)) / (1 + rest)
            for i, t in enumerate(y)]


def sigmoid(x):
    return exp(min(Decimal(x), Decimal(0))) / (1 + exp(-abs(Decimal(x))))


def logsigmoid(x):
    return min(Decimal(x), Decimal(0)) - log1p(exp(-abs(Decimal(x))))


def binary_loss(x, y):
    """-y log s(x) - (1 - y) log s(-x), where 0 times infinity is 0"""
    return sum((-w * logsigmoid(t) for w, t in ((Decimal(y), x), (1 - Decimal(y), -x))
                if w > 0), Decimal(0))


def binary_gradient(x, y):
    if y == 1:
        return -sigmoid(-x)     # no cancellation
    return sigmoid(x) - Decimal(y)
