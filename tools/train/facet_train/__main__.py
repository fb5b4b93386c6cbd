"""Makes the nets: walks the recipe from the photos and the starting weights to the converted models and their card.

    python -m facet_train --data DATA [DATA2 ...] --weights WEIGHTS [WEIGHTS2 ...]

Stages whose inputs are as they were are skipped; one that was cut off goes on from its last checkpoint.
"""

import argparse
import errno
import os
import tempfile
import time
from pathlib import Path

from facet_train.recipe import RECIPE, Stage, smoked
from facet_train.room import Room
from facet_train.run_stage import KINDS, ship
from facet_train.stages.loop import add_speed


def chosen(room: Room, only: list[str], begin: str | None) -> list[Stage]:
    """The stages to walk: those named, those from one on, or all."""
    if only:
        return [room.stage(name) for name in only]
    first = room.stages.index(room.stage(begin)) if begin else 0
    return list(room.stages[first:])


def run(room: Room, stage: Stage) -> None:
    if missing := [name for name in stage.inputs if not room.is_done(room.stage(name))]:
        raise SystemExit(f"{stage.name} reads {', '.join(missing)}, not done or done with other inputs: run without --only or --from")
    began = time.time()
    print(f"== {stage.name}", flush=True)
    room.begin(stage)
    try:
        KINDS[stage.kind](room, stage)
        room.write_state(stage, done=True)
    except (OSError, RuntimeError) as error:  # torch reports a failed write as a RuntimeError
        raise SystemExit(reason(stage, error)) from error
    print(f"== {stage.name} took {(time.time() - began) / 60:.1f} min", flush=True)


def reason(stage: Stage, error: Exception) -> str:
    full = getattr(error, "errno", None) == errno.ENOSPC or "No space left" in str(error) or "file write failed" in str(error)
    what = "the disk is full: make room" if full else f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}: mend that"
    return f"{stage.name} stopped, {what} and start the same command again; it goes on from its last checkpoint"


def show(room: Room, stages: list[Stage]) -> None:
    """--dry-run: what would be done, and for how long."""
    todo = [stage for stage in stages if not room.is_done(stage)]
    for stage in stages:
        print(f"{stage.name:14} {'done' if stage not in todo else f'{stage.minutes:4} min'}  reads {', '.join(stage.inputs) or 'the data'}")
    print(f"recipe {room.recipe_hash()}: about {sum(s.minutes for s in todo) / 60:.1f} hours left on one core")


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m facet_train", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, nargs="+", help="the folders with the sets: tar and CSV pairs")
    parser.add_argument("--weights", type=Path, nargs="+", help="the folders with the starting weights")
    parser.add_argument("--runs", type=Path, default=Path("runs/recipe"), help="where everything goes (30 GB)")
    parser.add_argument("--only", nargs="+", default=[], metavar="STAGE", help=", ".join(stage.name for stage in RECIPE))
    parser.add_argument("--from", dest="begin", metavar="STAGE", help="this stage and all after it")
    parser.add_argument("--dry-run", action="store_true", help="says what would be done, with times")
    parser.add_argument("--smoke", action="store_true", help="two steps a stage on made pictures, in a folder of its own")
    parser.add_argument("--ship", action="store_true", help="afterwards puts the nets and the card where the project ships them from")
    add_speed(parser)
    args = parser.parse_args()
    if not args.smoke and not (args.data and args.weights):
        parser.error("--data and --weights are needed (or --smoke)")
    if args.smoke and args.ship:
        parser.error("--smoke makes nothing to ship")
    return args


def walk(room: Room, args: argparse.Namespace) -> None:
    stages = chosen(room, args.only, args.begin)
    if args.dry_run:
        return show(room, stages)
    for stage in stages:
        if room.is_done(stage):
            print(f"== {stage.name} is done")
        else:
            run(room, stage)
    if args.ship:
        ship(room)


def main() -> None:
    args = parse()
    os.environ.setdefault("OMP_NUM_THREADS", str(args.threads))
    if not args.smoke:
        return walk(Room(args.data, args.weights, args.runs, fast=args.fast, threads=args.threads), args)
    from facet_train.data.made import COUNTS, write_made

    with tempfile.TemporaryDirectory() as folder:
        write_made(Path(folder) / "data")
        stages = tuple(smoked(stage) for stage in RECIPE)
        walk(Room([Path(folder) / "data"], [], Path(folder) / "runs", stages, args.fast, args.threads, COUNTS), args)


if __name__ == "__main__":
    main()
