# modules.py: what PyTorch's own modules do with a mask: the rules of nets.py, the listings of the lesson, its claims.
#
# A module draws its mask itself; the same RNG seed and shape draw it again, over a constant that shows it.
import pathlib
import sys

import numpy as np
import torch
import torch.nn.functional as F

from bounds import problem_of, relative
from nets import alpha_dropout, inverted

sys.path.append(str(pathlib.Path(__file__).resolve().parents[3] / "lessons" / "listings"))
from dropblock_maps import drop_block  # noqa: E402
from dropconnect_layer import drop_connect  # noqa: E402
from inverted_dropout import inverted_dropout  # noqa: E402
from spatial_dropout import channel_dropout  # noqa: E402
from trainer_loop import backward, forward  # noqa: E402

RATES = (0.1, 0.25, 0.5, 0.6, 0.9)
ROUNDING = 1e-6  # a few roundings of single precision, 6e-8 each; sums of up to 60 products among them


class Given:
    """A generator for the listings that gives back a mask: 1 is kept at any rate below 1, 0 is dropped."""

    def __init__(self, mask):
        self.mask = np.asarray(mask, np.float64).ravel()

    def random(self, count):
        numbers, self.mask = self.mask[:count], self.mask[count:]
        return numbers


def values(*shape):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(5))


def drawn(module, shape):
    """The mask that the module draws after manual_seed(9): what it does to fives, which it makes negative or 0."""
    torch.manual_seed(9)
    return (module(torch.full(shape, 5.0)) > 0).float()


def of_module(module, rule, shape):
    """Output and gradient of the module against the rule with its mask."""
    mask, x, weights = drawn(module, shape), values(*shape).requires_grad_(), values(*shape).cos()
    torch.manual_seed(9)
    theirs = module(x)
    ours = rule(x, mask)
    slopes = [torch.autograd.grad((y * weights).sum(), x)[0] for y in (theirs, ours)]
    return max(relative(ours, theirs), relative(slopes[1], slopes[0]))


def rule_checks(p):
    yield "torch.nn.Dropout is x · mask / (1 − p)", of_module(
        torch.nn.Dropout(p), lambda x, mask: inverted(x, mask, p), (40, 32))
    yield "torch.nn.Dropout2d does it with whole channels", of_module(
        torch.nn.Dropout2d(p), lambda x, mask: inverted(x, mask[:, :, :1, :1], p), (8, 16, 6, 6))
    yield "torch.nn.AlphaDropout is a · (x, or α′ where dropped) + b", of_module(
        torch.nn.AlphaDropout(p), lambda x, mask: alpha_dropout(x, mask, p), (40, 32))
    yield "torch.nn.FeatureAlphaDropout does it with whole channels", of_module(
        torch.nn.FeatureAlphaDropout(p), lambda x, mask: alpha_dropout(x, mask[:, :, :1, :1], p), (8, 16, 6, 6))


def squares(starts, side, block):
    """As torchvision's drop_block2d makes its mask: a square begins where a start is, grown by a pool."""
    padded = F.pad(starts, [block // 2] * 4)
    return 1 - F.max_pool2d(padded, block, stride=1, padding=block // 2)


def training_listing(p):
    """One pass of the training listing against autograd, with PyTorch's own dropout."""
    widths = (2, 16, 16, 1)
    net = [(values(i, o), values(o)) for i, o in zip(widths, widths[1:])]
    x, labels = values(40, 2), (values(40) > 0).float()
    modules = [torch.nn.Dropout(p)] * 2
    masks = [drawn(module, (40, 16)) for module in modules]
    parameters = [tensor.requires_grad_() for pair in net for tensor in pair]
    h = x
    for (weights, biases), module in zip(net, modules):
        torch.manual_seed(9)
        h = module(torch.relu(h @ weights + biases))
    logits = (h @ net[2][0] + net[2][1])[:, 0]
    slopes = torch.autograd.grad(F.binary_cross_entropy_with_logits(logits, labels), parameters)
    arrays = [(weights.detach().numpy(), biases.detach().numpy()) for weights, biases in net]
    ours, trace = forward(arrays, x.numpy(), p, lambda layer, shape: masks[layer].numpy())
    gradient = [array for pair in backward(arrays, ours, trace, labels.numpy()) for array in pair]
    return max([relative(ours, logits)] + [relative(a, b) for a, b in zip(gradient, slopes)])


def listing_checks(p):
    module, x = torch.nn.Dropout(p), values(500)
    mask = drawn(module, (500,))
    torch.manual_seed(9)
    yield "Listing of inverted dropout", relative(inverted_dropout(x.numpy(), p, Given(mask), True)[0], module(x))
    module, x = torch.nn.Dropout2d(p), values(8, 16, 6, 6)
    mask = drawn(module, x.shape)[:, :, 0, 0]
    torch.manual_seed(9)
    yield "Listing of channel dropout", relative(channel_dropout(x.numpy(), p, Given(mask), True), module(x))
    weights, v, biases = values(12, 30), values(30), values(12)
    mask = drawn(torch.nn.Dropout(p), weights.shape)
    torch.manual_seed(9)
    yield "Listing of DropConnect, against F.dropout on the weights", relative(
        drop_connect(v.numpy(), weights.numpy(), biases.numpy(), p, Given(mask), True),
        F.linear(v, F.dropout(weights, p), biases))
    gamma, maps = p / 9 * 64 / 36, values(3, 8, 8)
    torch.manual_seed(9)
    starts = torch.bernoulli(torch.full((3, 6, 6), gamma))
    mask = squares(starts, 8, 3)
    yield "Listing of DropBlock, against a mask grown by max_pool2d", relative(
        drop_block(maps.numpy(), p, 3, Given(1 - starts), True), maps * mask * mask.numel() / mask.sum())
    yield "Listing of training: logits and gradients", training_listing(p)


def claims():
    """What the lesson or the engine says of PyTorch in words: (claim, whether it holds)."""
    x = values(1000).requires_grad_()
    zeros = torch.nn.Dropout(1.0)(x)
    zeros.sum().backward()
    yield "At p = 1 dropout gives zeros, and gradients of 0", bool((zeros == 0).all() and (x.grad == 0).all())
    yield "Alpha dropout at p = 1 gives zeros", bool((torch.nn.AlphaDropout(1.0)(x) == 0).all())
    for p in RATES:
        holes = torch.nn.Dropout(p)(torch.full((1000,), float("nan")))
        yield "PyTorch keeps a NaN in a dropped cell, where our engine writes 0", bool(torch.isnan(holes).all())
        yield "In evaluation the input passes bit for bit", bool((torch.nn.Dropout(p).eval()(x) == x).all())
        share = 1 - drawn(torch.nn.Dropout(p), (100000,)).mean().item()
        five_sd = 5 * (p * (1 - p) / 100000) ** 0.5
        yield "p is the probability of dropping, not of keeping", abs(share - p) < five_sd


def module_checks():
    """-> [(name, largest difference over all rates, problem or None)]; the difference of a claim in words is None."""
    differences, refuted = {}, {}
    for p in RATES:
        for checks in (rule_checks, listing_checks):
            for name, difference in checks(p):
                differences[name] = max(differences.get(name, 0.0), difference)
    for name, holds in claims():
        refuted[name] = refuted.get(name, False) or not holds
    return ([(name, difference, problem_of((difference, "output or gradient"), ROUNDING))
             for name, difference in differences.items()]
            + [(name, None, "it does not hold" if wrong else None) for name, wrong in refuted.items()])
