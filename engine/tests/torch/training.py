# training.py: repeats one run of torch_cases in PyTorch: autograd for the gradient, torch.optim for the steps.
import numpy as np
import torch
import torch.nn.functional as F

from nets import NETS

STEPS = 200


def parts_of(case, values):
    """The flat array of the engine as {name: array}."""
    parts, at = {}, 0
    for name, shape in NETS[case["net"]][0](case):
        size = int(np.prod(shape))
        parts[name] = np.reshape(values[at:at + size], shape)
        at += size
    if at != len(values):
        raise ValueError(f"{case['about']}: the engine has {len(values)} parameters, the net here {at}")
    return parts


def bits_of(case, prefix, dtype):
    """What stands under mask_0, mask_1 (or sides_0, …): for each step a list of tensors of 0 and 1."""
    texts = [case[key] for key in sorted(case) if key.startswith(prefix)]
    bits = [np.frombuffer(text.encode(), np.uint8).reshape(STEPS, -1) - ord("0") for text in texts]
    return [[torch.tensor(each[step], dtype=dtype) for each in bits] for step in range(STEPS)]


def optimizer_of(case, parts):
    decayed = [tensor for name, tensor in parts.items() if "weights" in name]
    others = [tensor for name, tensor in parts.items() if "weights" not in name]
    groups = [{"params": decayed}, {"params": others, "weight_decay": 0}]
    if case["optimizer"] == "sgd":
        return torch.optim.SGD(groups, lr=case["learning_rate"], momentum=0.9)
    options = {"lr": case["learning_rate"], "eps": case["epsilon"]}
    if case.get("decoupled_decay"):
        return torch.optim.AdamW(groups, weight_decay=case["decoupled_decay"], **options)
    return torch.optim.Adam(groups, weight_decay=case.get("weight_decay", 0), **options)


def numbers(parts):
    return {name: tensor.detach().double().numpy().copy() for name, tensor in parts.items()}


def repeat(case, dtype):
    """-> {field: array}, moved: gradients of step 0, parameters after the last step, logits in eval mode, statistics;
    moved: see on_our_side."""
    forward = NETS[case["net"]][1]
    as_tensor = lambda values: torch.tensor(values, dtype=dtype)
    parts = {name: as_tensor(value).requires_grad_() for name, value in parts_of(case, case["start"]).items()}
    labels = as_tensor(case["labels"])
    inputs = as_tensor(case["points"]).view(len(labels), -1)
    tests = as_tensor(case["test_points"]).view(len(case["eval"]), -1)
    width = int(case.get("width", 0))
    state = {"running_mean": as_tensor(np.zeros(width)), "running_variance": as_tensor(np.ones(width))}
    optimizer = optimizer_of(case, parts)
    penalty = case.get("weight_decay", 0) / 2
    result = {}
    sides = bits_of(case, "sides_", dtype)
    for step, masks in enumerate(bits_of(case, "mask_", dtype)):
        state["sides"] = sides[step] or None
        loss = F.binary_cross_entropy_with_logits(forward(case, parts, inputs, masks, state), labels)
        if step == 0:  # the penalty once as a term of the loss; the steps take it from the optimizer
            squares = sum((tensor**2).sum() for name, tensor in parts.items() if "weights" in name)
            order = list(parts)
            slopes = torch.autograd.grad(loss + penalty * squares, list(parts.values()), retain_graph=True)
            result.update({f"gradient of {name}": slope for name, slope in numbers(dict(zip(order, slopes))).items()})
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    result.update(numbers(parts))
    state["sides"] = None
    with torch.no_grad():
        result["eval logits"] = forward(case, parts, tests, None, state).double().numpy()
    if case["net"] == "norm":
        result.update(numbers({name: state[name] for name in ("running_mean", "running_variance")}))
    return result, state.get("moved", 0.0)


def engine_result(case):
    """The same fields, from the engine's line."""
    result = {f"gradient of {name}": value for name, value in parts_of(case, np.array(case["gradient"])).items()}
    result.update(parts_of(case, np.array(case["end"])))
    result["eval logits"] = np.array(case["eval"])
    if case["net"] == "norm":
        result.update({name: np.array(case[name]) for name in ("running_mean", "running_variance")})
    return result
