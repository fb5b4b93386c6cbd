"""What all trainings share: schedule, averaged weights, checkpoints every ten minutes, a log, and a stop on NaN."""

import json
import math
import time
from dataclasses import asdict
from pathlib import Path

import torch

CHECKPOINT_SECONDS = 600


def autocast():
    """bfloat16 where the processor multiplies in it; where that would be emulated, ten times slower, float32."""
    processor = torch.cpu.get_capabilities()
    return torch.autocast("cpu", torch.bfloat16, enabled=bool(processor.get("avx512_bf16") or processor.get("amx_bf16")))


class Average:
    """Exponential moving average of weights and batch-norm statistics; what is exported."""

    def __init__(self, net: torch.nn.Module, decay: float):
        self.decay, self.steps = decay, 0
        self.state = {k: v.detach().clone() for k, v in net.state_dict().items()}

    @torch.no_grad()
    def update(self, net: torch.nn.Module) -> None:
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        for key, value in net.state_dict().items():
            if value.dtype.is_floating_point:
                self.state[key].lerp_(value, 1 - decay)
            else:
                self.state[key].copy_(value)


def cosine(step: int, steps: int, warmup: int = 100) -> float:
    """Learning-rate factor: linear warm-up, then half a cosine to zero."""
    rising = min(1.0, (step + 1) / warmup)
    return rising * 0.5 * (1 + math.cos(math.pi * min(1.0, step / steps)))


class Run:
    """One training run in a folder: config.json, log.jsonl, checkpoint.pt. Starting it again resumes it."""

    def __init__(self, folder: Path, config, net, optimizer, steps: int):
        self.folder, self.config, self.net, self.optimizer, self.steps = folder, config, net, optimizer, steps
        self.average = Average(net, config.average_decay)
        self.step, self.minutes, self.started, self.saved = 0, 0.0, time.time(), time.time()
        folder.mkdir(parents=True, exist_ok=True)
        if (folder / "checkpoint.pt").exists():
            self.resume()
        else:
            (folder / "log.jsonl").unlink(missing_ok=True)
        (folder / "config.json").write_text(json.dumps(asdict(config), indent=1) + "\n")

    def resume(self) -> None:
        begun = json.loads((self.folder / "config.json").read_text())
        if changed := [k for k, v in json.loads(json.dumps(asdict(self.config))).items() if k in begun and begun[k] != v]:
            raise SystemExit(f"{self.folder} was begun with another {', '.join(changed)}: resume it as it was, or take a new folder")
        stored = torch.load(self.folder / "checkpoint.pt", weights_only=True)
        self.net.load_state_dict(stored["net"])
        self.optimizer.load_state_dict(stored["optimizer"])
        self.average.state, self.average.steps = stored["average"], stored["average_steps"]
        self.step, self.minutes = stored["step"], stored["minutes"]
        log = self.folder / "log.jsonl"
        lines = log.read_text().splitlines() if log.exists() else []
        # What was logged after the checkpoint will be logged again.
        log.write_text("".join(f"{line}\n" for line in lines if json.loads(line)["step"] <= self.step))
        print(f"resumed at step {self.step} of {self.steps}", flush=True)

    def save(self) -> None:
        self.minutes += (time.time() - self.saved) / 60
        self.saved = time.time()
        stored = {
            "net": self.net.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "average": self.average.state,
            "average_steps": self.average.steps,
            "step": self.step,
            "minutes": self.minutes,
        }
        torch.save(stored, self.folder / "checkpoint.tmp")
        (self.folder / "checkpoint.tmp").rename(self.folder / "checkpoint.pt")

    def advance(self, loss: torch.Tensor, parts: dict[str, float], every: int = 50) -> None:
        """One optimiser step; logs now and then, saves every ten minutes, stops on a loss that is not a number."""
        if not torch.isfinite(loss):
            raise SystemExit(f"loss is {loss.item()} at step {self.step}: stopped, the last good checkpoint is kept")
        for group in self.optimizer.param_groups:
            group["lr"] = group["base_lr"] * cosine(self.step, self.steps)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 5.0)
        self.optimizer.step()
        self.average.update(self.net)
        self.step += 1
        if self.step % every == 0 or self.step == self.steps:
            self.log({"loss": loss.item(), **parts})
        if time.time() - self.saved > CHECKPOINT_SECONDS or self.step == self.steps:
            self.save()

    def log(self, values: dict[str, float]) -> None:
        minutes = self.minutes + (time.time() - self.saved) / 60
        entry = {"step": self.step, "minutes": round(minutes, 2), **{k: round(float(torch.as_tensor(v).detach()), 5) for k, v in values.items()}}
        with open(self.folder / "log.jsonl", "a") as file:
            file.write(json.dumps(entry) + "\n")
        if self.step % 200 == 0 or "validation" in entry:
            print(entry, flush=True)


def optimizer_for(net: torch.nn.Module, learning_rate: float, weight_decay: float, head_decay: float | None = None):
    """AdamW; norms and biases don't decay, the classifier may have a decay of its own."""
    groups = {"plain": [], "decayed": [], "head": []}
    for name, parameter in net.named_parameters():
        is_head = head_decay is not None and name.startswith("classifier")
        groups["plain" if parameter.ndim == 1 else "head" if is_head else "decayed"].append(parameter)
    decays = {"plain": 0.0, "decayed": weight_decay, "head": head_decay or 0.0}
    return torch.optim.AdamW(
        [{"params": p, "weight_decay": decays[k], "lr": learning_rate, "base_lr": learning_rate} for k, p in groups.items() if p]
    )


def add_speed(parser) -> None:
    """The two options that change how fast a training goes and nothing else."""
    parser.add_argument("--fast", action="store_true", help="compile faster layers for this processor (needs g++)")
    parser.add_argument("--threads", type=int, default=2, help="two trainings with one each get more done than one with two")
