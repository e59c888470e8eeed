# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""The Python binding against decimal arithmetic, and its errors."""

import math
from decimal import Decimal, getcontext

import numpy as np

import softproof

getcontext().prec = 50


def exact(z):
    e = [(Decimal(float(x)) - Decimal(float(max(z)))).exp() for x in z]
    return [x / sum(e) for x in e]


def near(x, t, ulps, dtype=np.float64):
    return abs(Decimal(float(x)) - t) <= ulps * Decimal(float(np.finfo(dtype).eps)) * abs(t)


def raises(function, *arguments):
    try:
        function(*arguments)
    except softproof.SoftproofError as error:
        return str(error)
    return None


r = np.random.default_rng(1)
z = r.normal(size=(2, 3, 4)) * 10
for axis in (0, 1, 2, -1):
    p = softproof.softmax(z, axis)
    logp = softproof.log_softmax(z, axis)
    lse = softproof.logsumexp(z, axis)
    assert p.shape == z.shape and lse.shape == np.delete(z.shape, axis).tolist() or \
        lse.shape == tuple(np.delete(z.shape, axis))
    for x, y, l, s in zip(*(np.moveaxis(a, axis, -1).reshape(-1, z.shape[axis])
                            for a in (z, p, logp)), lse.ravel()):
        for yi, li, t in zip(y, l, exact(x)):
            assert near(yi, t, 3) and near(li, t.ln(), 4)
        assert abs(s - (x[0] - l[0])) < 1e-13
single = softproof.softmax(z.astype(np.float32))
assert single.dtype == np.float32
for x, y in zip(z.astype(np.float32).reshape(-1, 4), single.reshape(-1, 4)):
    assert all(near(yi, t, Decimal("0.501"), np.float32) for yi, t in zip(y, exact(x)))

row = z[0, 0]
p = exact(row)
assert near(softproof.cross_entropy(row, 2), -p[2].ln(), 4)
assert near(softproof.cross_entropy(row, [0.25] * 4), -sum(x.ln() for x in p) / 4, 8)
assert np.argmin(softproof.cross_entropy_gradient(row, 1)) == 1
assert softproof.cross_entropy_gradient([3.0, 3.0], [1.0, 0.5]).tolist() == [-0.25, 0.25]
assert near(softproof.entropy(row), -sum(x * x.ln() for x in p), 16)
assert softproof.softmax([1, 0], temperature=2.0**800)[0] == 0.5
assert softproof.sigmoid(0.0) == 0.5 and softproof.sigmoid([0.0, 800.0])[1] == 1.0
assert softproof.sample([0.25, 0.0, 0.75], 0.3) == 2
assert softproof.softmax([0.0, -math.inf]).tolist() == [1.0, 0.0]

assert raises(softproof.softmax, [math.nan]) is not None
assert raises(softproof.softmax, [[1.0, 2.0], [-math.inf, -math.inf]]) is not None
assert raises(softproof.cross_entropy, [1.0, 2.0], 2) is not None
print("softproof from Python: all right")
