"""The peer of `npm run bench -- step` and `-- gpu`: PyTorch. Reads lines of JSON, answers each with a line of JSON.

{"devices": true}  names of the CUDA devices
{"network": …, "inputs": {modality: {"kind", …, "path"}}, "targets": path, "batch": n, "device": "cpu" or "cuda:0", "threads": n,
 "rate": r, "decay": d, "compileSeconds": s}
    opens a training: builds the network in several formulations, times them in turn, and keeps the quickest; answers {"formulation", "parameters", "tried": {formulation: milliseconds}}
{"steps": n}       milliseconds of one step, the mean of n
"""

import json
import signal
import sys
import time

import numpy
import torch
from torch import nn

CONVOLUTIONS = {"1d": nn.Conv1d, "2d": nn.Conv2d, "2d channels last": nn.Conv2d}
FIRST_STEPS, TIMED_STEPS, ROUNDS = 3, 5, 10


class Branch(nn.Module):
    """Layers in order; in two dimensions the first is of height 1."""

    def __init__(self, layers, shape, frozen, layout):
        super().__init__()
        self.layout, self.kind = layout, shape["kind"]
        self.parts = nn.ModuleList()
        flat = layout == "1d" or self.kind == "vector"
        extent = lambda size: size if flat else (1, size)
        channels, length = shape.get("channels", shape.get("units")), shape.get("length", 1)
        for layer in layers:
            kind = layer["type"]
            if kind == "normalisation":
                part = Normalisation(layer["by"], 1 if flat else 2)
            elif kind == "embedding":
                part, channels = nn.Embedding(shape["vocabularySize"], layer["size"], padding_idx=0), layer["size"]
                part.weight.requires_grad = layer["trained"]
            elif kind == "convolution":
                part = CONVOLUTIONS[layout](channels, layer["filters"], extent(layer["kernel"]), extent(layer["stride"]))
                channels, length = layer["filters"], (length - layer["kernel"]) // layer["stride"] + 1
            elif kind == "batch-normalisation":
                part = (nn.BatchNorm1d if flat else nn.BatchNorm2d)(channels)
            elif kind in ("max-pooling", "average-pooling"):
                name = ("Max" if kind == "max-pooling" else "Avg") + "Pool" + ("1d" if flat else "2d")
                part = getattr(nn, name)(extent(layer["size"]), extent(layer["stride"]))
                length = (length - layer["size"]) // layer["stride"] + 1
            elif kind == "flatten":
                part, channels, length = nn.Flatten(), channels * length, 1
            elif kind == "linear":
                part, channels = nn.Linear(channels, layer["units"]), layer["units"]
            else:
                part = nn.Dropout(layer["probability"]) if kind == "dropout" else nn.ReLU(inplace=False)
            self.parts.append(part)
        self.units = channels * length
        if frozen:
            self.requires_grad_(False)

    def forward(self, x):
        if self.kind == "sequence":
            x = self.arranged(x)
        for part in self.parts:
            x = part(x)
            if isinstance(part, nn.Embedding):
                x = self.arranged(x.transpose(1, 2))
        return x

    def arranged(self, x):
        if self.layout == "1d":
            return x
        x = x.unsqueeze(2)
        return x.contiguous(memory_format=torch.channels_last) if self.layout == "2d channels last" else x


class Normalisation(nn.Module):
    """By one pair of constants, one for each coefficient, or by the excerpt; the constants do not change the work."""

    def __init__(self, by, dimensions):
        super().__init__()
        self.by, self.time = by, dimensions + 1
        shape = [1] * (dimensions + 2)
        self.register_buffer("mean", torch.zeros(shape))
        self.register_buffer("deviation", torch.ones(shape))

    def forward(self, x):
        if self.by == "excerpt":
            return (x - x.mean(self.time, keepdim=True)) / torch.sqrt(x.var(self.time, unbiased=False, keepdim=True) + 1e-5)
        return (x - self.mean) / self.deviation


class Network(nn.Module):
    def __init__(self, network, inputs, layout):
        super().__init__()
        shapes = [inputs[branch["modality"]] for branch in network["branches"]]
        self.branches = nn.ModuleList(
            Branch(branch["layers"], shape, branch["frozen"], layout) for branch, shape in zip(network["branches"], shapes)
        )
        joined = {"kind": "vector", "units": sum(branch.units for branch in self.branches)}
        self.head = Branch(network["head"], joined, False, "1d")
        self.units = joined["units"]

    def forward(self, *values):
        return self.head(torch.cat([branch(value) for branch, value in zip(self.branches, values)], 1))


def read(request):
    inputs = request["inputs"]
    values = []
    for branch in request["network"]["branches"]:
        shape = inputs[branch["modality"]]
        if shape["kind"] == "tokens":
            values.append(torch.from_numpy(numpy.fromfile(shape["path"], "<i4").astype("int64")).reshape(request["batch"], -1))
        else:
            dims = [shape["units"]] if shape["kind"] == "vector" else [shape["channels"], shape["length"]]
            values.append(torch.from_numpy(numpy.fromfile(shape["path"], "<f4")).reshape(request["batch"], *dims))
    targets = torch.from_numpy(numpy.fromfile(request["targets"], "<f4")).reshape(request["batch"], 2)
    return [value.to(request["device"]) for value in values], targets.to(request["device"])


def training(request, layout, optimiser, compiled):
    """A function that takes one step."""
    values, targets = read(request)
    network = Network(request["network"], request["inputs"], layout).to(request["device"]).train()
    if layout == "2d channels last":
        network = network.to(memory_format=torch.channels_last)
    trained = [parameter for parameter in network.parameters() if parameter.requires_grad]
    sgd = torch.optim.SGD(trained, lr=request["rate"], weight_decay=request["decay"], **({optimiser: True} if optimiser else {}))

    def loss():
        return nn.functional.mse_loss(network(*values), targets)

    run = torch.compile(loss) if compiled else loss

    def step():
        sgd.zero_grad(set_to_none=True)
        run().backward()
        sgd.step()

    step.parameters = sum(parameter.numel() for parameter in trained)
    return step


def milliseconds(step, count, device):
    if device != "cpu":
        torch.cuda.synchronize()
    start = time.perf_counter()
    for _ in range(count):
        step()
    if device != "cpu":
        torch.cuda.synchronize()
    return (time.perf_counter() - start) * 1000 / count


def stop(*_):
    raise TimeoutError


def formulations(request):
    """The layouts with one optimiser, the optimisers with the quickest layout, that compiled; then all of them in turn."""
    steps = {}

    def attempt(layout, optimiser, compiled=False):
        name = f"{layout}, {optimiser or 'looped'} SGD" + (", compiled" if compiled else "")
        if name not in steps:
            step = training(request, layout, optimiser, compiled)
            milliseconds(step, FIRST_STEPS, request["device"])
            steps[name] = step
        return min(milliseconds(steps[name], 1, request["device"]) for _ in range(TIMED_STEPS))

    sequences = any(shape["kind"] != "vector" for shape in request["inputs"].values())
    layouts = list(CONVOLUTIONS) if sequences else ["1d"]
    layout = min(layouts, key=lambda name: attempt(name, "fused"))
    optimiser = min(["fused", "foreach", None], key=lambda name: attempt(layout, name))
    if request["compileSeconds"] > 0:
        signal.signal(signal.SIGALRM, stop)
        signal.alarm(request["compileSeconds"])
        try:
            attempt(layout, optimiser, True)
        except Exception as error:  # no compiler, or it took too long: the others stand
            print(f"torch.compile: {type(error).__name__}", file=sys.stderr)
        finally:
            signal.alarm(0)
    tried = {name: float("inf") for name in steps}
    for _ in range(ROUNDS):
        for name, step in steps.items():
            tried[name] = min(tried[name], milliseconds(step, 1, request["device"]))
    best = min(tried, key=tried.get)
    return best, steps[best], tried


current = None
for line in sys.stdin:
    request = json.loads(line)
    if "steps" in request:
        answer = milliseconds(current[0], request["steps"], current[1])
    elif "devices" in request:
        answer = [torch.cuda.get_device_name(index) for index in range(torch.cuda.device_count())]
    else:
        torch.set_num_threads(request["threads"])
        name, step, tried = formulations(request)
        current = (step, request["device"])
        answer = {"formulation": name, "parameters": step.parameters, "tried": tried}
    print(json.dumps(answer), flush=True)
