"""Where a recipe runs: its folders, the hashes that say whether a stage is done, and the project's npm commands."""

import hashlib
import json
import subprocess
from dataclasses import asdict, dataclass, field
from pathlib import Path

from facet_train.data.sets import find_file
from facet_train.places import ROOT
from facet_train.recipe import RECIPE, Stage

DIGITS = 12
SHIPPED = ("convert", "evaluate", "card")  # what a measurement or the card says changes no net


@dataclass
class Room:
    data: list[Path]
    weights: list[Path]
    folder: Path
    stages: tuple[Stage, ...] = RECIPE
    fast: bool = False
    threads: int = 1
    counts: dict[str, int] | None = None  # photos a set must have; None: as the sets were published
    _hashes: dict[str, str] = field(default_factory=dict)

    @property
    def cache(self) -> Path:
        return self.folder / "cache"

    def at(self, stage: str) -> Path:
        return self.folder / stage

    def weight(self, name: str) -> Path:
        """A file of the starting weights."""
        for folder in self.weights:
            if (folder / name).exists():
                return folder / name
        raise SystemExit(f"--weights: {name} is in none of {', '.join(map(str, self.weights))}; docs/training.md says where it comes from")

    def digest(self, path: Path) -> str:
        """SHA-256 of a file, kept beside the runs as long as its size and time of change stay the same."""
        known_at = self.folder / "digests.json"
        known = json.loads(known_at.read_text()) if known_at.exists() else {}
        status = path.stat()
        key = f"{path.resolve()} {status.st_size} {status.st_mtime_ns}"
        if key not in known:
            with open(path, "rb") as file:
                known[key] = hashlib.file_digest(file, "sha256").hexdigest()
            self.folder.mkdir(parents=True, exist_ok=True)
            known_at.write_text(json.dumps(known, indent=1) + "\n")
        return known[key]

    def stage(self, name: str) -> Stage:
        for stage in self.stages:
            if stage.name == name:
                return stage
        raise SystemExit(f"there is no stage {name}; the stages are {', '.join(s.name for s in self.stages)}")

    def hash(self, stage: Stage) -> str:
        """Changes when the stage's config, a set, a starting weight or a stage that it reads changes."""
        if stage.name not in self._hashes:
            files = [find_file(self.data, f"{name}.{kind}") for name in stage.sets for kind in ("csv", "tar")]
            files += [self.weight(name) for name in stage.weights]
            described = {
                **asdict(stage),
                "minutes": 0,
                "inputs": [self.hash(self.stage(name)) for name in stage.inputs],
                "files": [self.digest(path) for path in files],
            }
            self._hashes[stage.name] = hashlib.sha256(json.dumps(described, sort_keys=True).encode()).hexdigest()[:DIGITS]
        return self._hashes[stage.name]

    def recipe_hash(self) -> str:
        """Of all that decides what ships: every stage before the conversion."""
        hashes = [self.hash(stage) for stage in self.stages if stage.name not in SHIPPED]
        return hashlib.sha256(" ".join(hashes).encode()).hexdigest()[:DIGITS]

    def state(self, stage: Stage) -> dict:
        path = self.at(stage.name) / "stage.json"
        return json.loads(path.read_text()) if path.exists() else {}

    def is_done(self, stage: Stage) -> bool:
        return self.state(stage) == {"hash": self.hash(stage), "done": True}

    def write_state(self, stage: Stage, done: bool) -> None:
        self.at(stage.name).mkdir(parents=True, exist_ok=True)
        (self.at(stage.name) / "stage.json").write_text(json.dumps({"hash": self.hash(stage), "done": done}) + "\n")

    def begin(self, stage: Stage) -> None:
        """Makes the stage's folder. What another recipe left there is put aside, what this one left is gone on with."""
        begun = self.state(stage).get("hash")
        if begun and begun != self.hash(stage):
            aside = self.folder / f"{stage.name}.{begun}"
            if aside.exists():
                raise SystemExit(f"{aside} is in the way of an older {stage.name}: move one of them elsewhere")
            self.at(stage.name).rename(aside)
            print(f"{stage.name}: what was made with other inputs is now in {aside}")
        self.write_state(stage, done=False)

    def npm(self, script: str, *arguments: str | Path) -> None:
        """`npm run <script> -- …` in the project, whose own message says what went wrong."""
        command = ["npm", "run", "--silent", script, "--", *map(str, arguments)]
        try:
            done = subprocess.run(command, cwd=ROOT)
        except FileNotFoundError:
            raise SystemExit("npm isn't installed: converting and measuring need Node, see README.md") from None
        if done.returncode:
            raise SystemExit(f"{' '.join(command)} failed with exit code {done.returncode}; what it says stands above")
