# nets.py: the nets of torch_cases in PyTorch: layout of the parameters, and the pass forward with given masks.
#
# Each net is a pair: layout(case) -> [(name, shape)] in the order of the engine's flat array, and
# forward(case, parts, x, masks, state) -> logits. masks: those of one step as 0 and 1, or None for evaluation.
# state: "sides" of that step, see on_our_side; running statistics.
import math

import torch
import torch.nn.functional as F


def inverted(x, mask, p):
    """What torch.nn.Dropout computes once its mask is drawn; modules.py holds it against that module."""
    return x * mask / (1 - p)


def alpha_dropout(x, mask, p):
    """The affine map of torch.nn.AlphaDropout with a given mask; modules.py holds it against that module."""
    alpha = -1.7580993408473766
    a = 1 / math.sqrt((alpha * alpha * p + 1) * (1 - p))
    return a * (x * mask + alpha * (1 - mask)) - a * alpha * p


def on_our_side(z, state, place, kept=1):
    """z, but where it is 0 up to rounding it gets the sign that it has in the engine. A ReLU there has two slopes, two
    right programs may take either, and their nets part for good. state["moved"] tells how far from 0 that was."""
    if state.get("sides") is None:
        return z
    side = state["sides"][place].view_as(z)
    wrong = ((z > 0) != (side > 0)) & torch.as_tensor(kept).bool()
    if wrong.any():
        state["moved"] = max(state.get("moved", 0.0), (z[wrong].abs().max() / z.abs().max()).item())
    return z + torch.where(wrong, (2 * side - 1) * 1e-9 - z, torch.zeros_like(z)).detach()


# --- the net of the lesson: masks of the hidden layers ---

def mlp_layout(case):
    widths = [2, *case["hidden_widths"], 1]
    return [item for l, (i, o) in enumerate(zip(widths, widths[1:]))
            for item in ((f"weights {l}", (i, o)), (f"biases {l}", (o,)))]


def mlp_forward(case, parts, x, masks, state):
    activation = torch.relu if case["activation"] == "relu" else torch.tanh
    for layer in range(len(case["hidden_widths"])):
        z = F.linear(x, parts[f"weights {layer}"].T, parts[f"biases {layer}"])
        x = activation(on_our_side(z, state, layer, masks[layer].view_as(z) if masks else 1))
        if masks:
            x = inverted(x, masks[layer].view_as(x), case["drop_rate"])
    last = len(case["hidden_widths"])
    return F.linear(x, parts[f"weights {last}"].T, parts[f"biases {last}"])[:, 0]


# --- batch norm: state holds the running statistics ---

def norm_layout(case):
    w = int(case["width"])
    return [("weights 0", (2, w)), ("biases 0", (w,)), ("weights 1", (w, w)), ("gain", (w,)), ("shift", (w,)),
            ("weights 2", (w, 1)), ("biases 2", (1,))]


def norm_forward(case, parts, x, masks, state):
    p, place = case["drop_rate"], case["placement"]
    x = torch.relu(on_our_side(F.linear(x, parts["weights 0"].T, parts["biases 0"]), state, 0))
    if masks and place == "before_norm":
        x = inverted(x, masks[0].view_as(x), p)
    x = F.linear(x, parts["weights 1"].T)
    z = F.batch_norm(x, state["running_mean"], state["running_variance"], parts["gain"], parts["shift"],
                     training=masks is not None, momentum=0.1, eps=1e-5)
    x = torch.relu(on_our_side(z, state, 1))
    if masks and place == "after_norm":
        x = inverted(x, masks[0].view_as(x), p)
    return F.linear(x, parts["weights 2"].T, parts["biases 2"])[:, 0]


# --- stochastic depth: a row mask for each block ---

def residual_layout(case):
    w = int(case["width"])
    blocks = [item for b in range(len(case["block_drop_rates"]))
              for item in ((f"block {b} U", (w, w)), (f"block {b} c", (w,)), (f"block {b} V", (w, w)))]
    return [("stem weights", (2, w)), ("stem biases", (w,)), *blocks, ("head weights", (w, 1)), ("head biases", (1,))]


def residual_forward(case, parts, x, masks, state):
    rows = masks[0].view(len(case["block_drop_rates"]), len(x), 1) if masks else None
    if masks:  # all blocks stand under one name
        state["sides"] = state["sides"][0].view(len(rows), -1)
    x = F.linear(x, parts["stem weights"].T, parts["stem biases"])
    for b, p in enumerate(case["block_drop_rates"]):
        z = F.linear(x, parts[f"block {b} U"].T, parts[f"block {b} c"])
        f = torch.relu(on_our_side(z, state, b)) @ parts[f"block {b} V"]
        if masks:
            x = x + (rows[b] * f if case["scheme"] == "test_scaled" else inverted(f, rows[b], p))
        else:
            x = x + ((1 - p) * f if case["scheme"] == "test_scaled" else f)
    return F.linear(x, parts["head weights"].T, parts["head biases"])[:, 0]


# --- DropConnect: a mask for each weight, of each example or of the batch ---

def drop_connect_layout(case):
    w = int(case["width"])
    return [("weights 0", (w, 2)), ("biases 0", (w,)), ("weights 1", (1, w)), ("biases 1", (1,))]


def drop_connect_forward(case, parts, x, masks, state):
    for layer in (0, 1):
        weights, biases = parts[f"weights {layer}"], parts[f"biases {layer}"]
        if masks:
            each = inverted(weights, masks[layer].view(-1, *weights.shape), case["drop_rate"])
            x = (each @ x[:, :, None])[:, :, 0] + biases
        else:
            x = F.linear(x, weights, biases)
        x = torch.relu(on_our_side(x, state, 0)) if layer == 0 else x
    return x[:, 0]


# --- maps: channels of 6 x 6 cells, whole channels or squares dropped ---

def maps_layout(case):
    return [("gain", (4, 1, 1)), ("shift", (4, 1, 1)), ("weights", (144, 1)), ("biases", (1,))]


def maps_forward(case, parts, x, masks, state):
    x = parts["gain"] * x.view(-1, 4, 6, 6) + parts["shift"]
    if masks and case["rule"] == "channel":
        x = inverted(x, masks[0].view(-1, 4, 1, 1), case["drop_rate"])
    elif masks:
        mask = masks[0].view_as(x)
        over = (1, 2, 3) if case["normalization"] == "sample" else (0, 1, 2, 3)
        kept = mask.sum(over, keepdim=True)
        x = x * mask * (mask.numel() / len(kept) / kept.clamp(min=1))
    return F.linear(x.flatten(1), parts["weights"].T, parts["biases"])[:, 0]


# --- alpha dropout behind SELU ---

def alpha_layout(case):
    w = int(case["width"])
    return [("weights 0", (2, w)), ("biases 0", (w,)), ("weights 1", (w, 1)), ("biases 1", (1,))]


def alpha_forward(case, parts, x, masks, state):
    x = torch.selu(on_our_side(F.linear(x, parts["weights 0"].T, parts["biases 0"]), state, 0))
    if masks:
        x = alpha_dropout(x, masks[0].view_as(x), case["drop_rate"])
    return F.linear(x, parts["weights 1"].T, parts["biases 1"])[:, 0]


NETS = {
    "mlp": (mlp_layout, mlp_forward),
    "norm": (norm_layout, norm_forward),
    "residual": (residual_layout, residual_forward),
    "drop_connect": (drop_connect_layout, drop_connect_forward),
    "maps": (maps_layout, maps_forward),
    "alpha": (alpha_layout, alpha_forward),
}
