# depth_check.py: runs the listings of chapter 7 and prints what they give; depth_check.cpp prints the same lines.
import numpy as np

from depth_drop_path import drop_path, stochastic_depth
from philox import MaskUniforms, mask_words

DROP_RATES = [0, 0.1, 0.25, 0.5, 0.8, 1]
BLOCKS, LAST_RATE, ROWS, WIDTH = 16, 0.5, 7, 3


class RowUniforms:
    """The generator of one draw a row: unit 0 of sample 0, 1, 2, ..."""

    def __init__(self, seed, layer=0, step=0):
        self.address = seed, layer, step

    def random(self, rows):
        return mask_words(*self.address, range(rows), 1)[:, 0] * 2.0**-32


class Branch:
    """f(x) = max(x, 0) / 2 - 1/4, and how often it was called."""

    calls = 0

    def __call__(self, x):
        self.calls += 1
        return np.maximum(x, np.float32(0)) / np.float32(2) - np.float32(0.25)


def show(name, values):
    print(f"{name}:", *(repr(float(value) + 0.0) for value in np.ravel(values)))


def main():
    x = ((np.arange(ROWS * WIDTH) - 9).astype(np.float32) / 8).reshape(ROWS, WIDTH)
    print("# within 0: the same words, and the same operations in the same order")
    for p in DROP_RATES:
        for seed, layer, step in [(1, 0, 0), (58, 15, 7), (2**40 + 3, 4, 123)]:
            name = f"p={p} seed={seed}"
            f = Branch()
            show(name + " published", stochastic_depth(x, f, p, MaskUniforms(seed, layer, step), train=True))
            show(name + " calls", [f.calls])
            show(name + " modern", drop_path(x, f, p, RowUniforms(seed, layer, step), train=True))
        show(f"p={p} published test", stochastic_depth(x, Branch(), p, None, train=False))
        show(f"p={p} modern test", drop_path(x, Branch(), p, None, train=False))
    for seed in (1, 58):
        published, modern = Branch(), Branch()
        for step in range(100):
            for block in range(BLOCKS):
                p = LAST_RATE * ((block + 1) / BLOCKS)
                stochastic_depth(x, published, p, MaskUniforms(seed, block, step), train=True)
                drop_path(x, modern, p, RowUniforms(seed, block, step), train=True)
        show(f"seed={seed} calls of f in 100 passes", [published.calls, modern.calls])


if __name__ == "__main__":
    main()
