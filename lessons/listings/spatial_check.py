# spatial_check.py: runs the listings of chapter 4 and prints what they give; spatial_check.cpp prints the same lines.
import numpy as np

from philox import BatchUniforms
from spatial_dropout import channel_dropout, element_dropout

DROP_RATES = [0, 0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.95, 1]
SHAPES = [(2, 4, 3, 3), (1, 1, 1, 1), (3, 5, 1, 4), (8, 4, 6, 6)]


def show(name, values):
    print(f"{name}:", *(repr(float(value) + 0.0) for value in values))  # + 0.0 turns -0.0 into 0.0


def main():
    print("# within 0: the same words, and the same single rounding of each product")
    for shape in SHAPES:
        cells = int(np.prod(shape))
        x = ((np.arange(cells) % 97 - 40) / 8).astype(np.float32).reshape(shape)
        for p in DROP_RATES:
            for seed, step in [(1, 0), (2**40 + 3, 12)]:
                name = "x".join(map(str, shape)) + f" p={p} seed={seed}"
                cells_of_one = cells // shape[0]
                generator = BatchUniforms(seed, cells_of_one, step=step)
                show(name + " elements", element_dropout(x, p, generator, True).ravel())
                show(name + " numbers taken", [generator.taken])
                generator = BatchUniforms(seed, shape[1], step=step)
                y = channel_dropout(x, p, generator, True)
                show(name + " channels", y.ravel())
                show(name + " numbers taken", [generator.taken])
                scaled = x * np.float32(1 / (1 - p)) if p < 1 else np.zeros_like(x)
                whole = [(y[n, c] == 0).all() or (y[n, c] == scaled[n, c]).all()
                         for n in range(shape[0]) for c in range(shape[1])]
                show(name + " each channel is zero or x / k", [all(whole)])
            generator = BatchUniforms(1, shape[1])
            show(f"p={p} evaluation passes x", [(channel_dropout(x, p, generator, False) == x).all()])
            show(f"p={p} evaluation draws", [generator.taken])


if __name__ == "__main__":
    main()
