# bounds.py: relative differences of arrays, and how they are told: rounded up to a power of ten.
import math

import numpy as np

SMALLEST = 2.0**-24  # one rounding of single precision: below it nothing is told apart


def relative(ours, theirs, least=0.0):
    """The largest difference, relative to the largest value of the field: a weight near 0 has no relative error.
    least: what to divide by at least."""
    ours, theirs = (np.asarray(each.detach() if hasattr(each, "detach") else each, np.float64) for each in (ours, theirs))
    if ours.shape != theirs.shape or not np.isfinite(ours).all() or not np.isfinite(theirs).all():
        return math.inf
    largest = max(np.abs(theirs).max(), least)
    return float(np.abs(ours - theirs).max() / largest) if largest > 0 else float(np.abs(ours).max())


def worst(ours, theirs, fields):
    """-> (difference, field) of the field that differs most. The gradient of a single bias is a sum in which examples
    cancel: it is held against a tenth of the largest value of these fields."""
    largest = max(np.abs(theirs[field]).max() for field in fields)
    return max((relative(ours[field], theirs[field], largest / 10), field) for field in fields)


def problem_of(difference_and_field, tolerance):
    difference, field = difference_and_field
    return None if difference <= tolerance else f"{field} differs by {difference:.1e}, above {tolerance:g}"


def bound(value, tolerance):
    """The power of ten above three times the value, because another processor sums in another order; at most the
    tolerance."""
    return min(tolerance, 10.0 ** math.ceil(math.log10(3 * max(value, SMALLEST))))
