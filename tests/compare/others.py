#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Evaluates softmax, log-softmax, the loss of a label and its gradient by
other libraries, on the rows that `compare emit' wrote.

usage: others.py ROWS FOLDER    write FOLDER/NAME.f64 for each library, and
                                print NAME=PATH with its version
"""
import sys
from pathlib import Path

import numpy as np
import scipy
import scipy.special
import torch
from torch.nn.functional import cross_entropy


def numpy_way(z, label):
    """As tutorials have it: subtract the maximum, log of the softmax."""
    e = np.exp(z - z.max())
    p = e / e.sum()
    logp = np.log(p)
    grad = p.copy()
    grad[label] -= 1
    return p, logp, -logp[label], grad


def scipy_way(z, label):
    p = scipy.special.softmax(z)
    logp = scipy.special.log_softmax(z)
    grad = p.copy()
    grad[label] -= 1
    return p, logp, -logp[label], grad


def torch_way(z, label):
    t = torch.from_numpy(z.copy()).requires_grad_(True)
    loss = cross_entropy(t[None, :], torch.tensor([label]))
    loss.backward()
    with torch.no_grad():
        return (torch.softmax(t, 0).numpy(), torch.log_softmax(t, 0).numpy(),
                loss.item(), t.grad.numpy())


LIBRARIES = {f"NumPy {np.__version__}, log(softmax)": numpy_way,
             f"SciPy {scipy.__version__}": scipy_way,
             f"PyTorch {torch.__version__}": torch_way}


def rows(path):
    data = Path(path).read_bytes()
    at = 0
    while at < len(data):
        n, label, _ = np.frombuffer(data, np.uint64, 3, at)
        at += 24
        yield np.frombuffer(data, np.float64, int(n), at), int(label)
        at += 8 * int(n)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    torch.set_num_threads(1)
    np.seterr(all="ignore")
    folder = Path(sys.argv[2])
    for name, way in LIBRARIES.items():
        path = folder / (name.split()[0] + ".f64")
        with open(path, "wb") as out:
            for z, label in rows(sys.argv[1]):
                p, logp, loss, grad = way(z, label)
                out.write(np.concatenate([p, logp, [loss], grad]).tobytes())
        print(f"{name}={path}")


if __name__ == "__main__":
    main()
