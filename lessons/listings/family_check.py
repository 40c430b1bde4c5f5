# family_check.py: runs the listing of chapter 10 and prints what it gives; family_check.cpp prints the same lines.
import numpy as np

from family_mask import mask
from philox import BatchUniforms

DROP_RATES = [0, 0.1, 0.25, 0.5, 0.8, 1]
SHAPES = [(2, 4, 6, 6), (3, 1, 5, 8), (1, 2, 7, 7)]


def show(name, values):
    print(f"{name}:", *(repr(float(value)) for value in values))


def units_of(granularity, shape, b):
    """How many numbers one example takes."""
    n, c, h, w = shape
    return {"element": c * h * w, "weight": c * h * w, "channel": c, "row": 1, "batch": 1,
            "block": c * (h - b + 1) * (w - b + 1)}[granularity]


def main():
    print("# within 0: the same words, compared with the same thresholds")
    for shape in SHAPES:
        for granularity in ["element", "channel", "block", "weight", "row", "batch"]:
            for b in [1, 3, 5] if granularity == "block" else [1]:
                for p in DROP_RATES:
                    name = f"{granularity} {'x'.join(map(str, shape))} b={b} p={p}"
                    generator = BatchUniforms(345, units_of(granularity, shape, b), step=2)
                    kept = mask(granularity, shape, p, generator, b)
                    show(name + " shape", kept.shape)
                    show(name + " mask", kept.ravel())
                    show(name + " numbers taken", [generator.taken])
                    show(name + " dropped cells", [np.count_nonzero(~np.broadcast_to(kept, shape))])


if __name__ == "__main__":
    main()
