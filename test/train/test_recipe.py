"""What walking the recipe does: what is skipped, gone on with, put aside, and what it says when it can't go on."""

import errno
import json
from dataclasses import replace

import pytest
from facet_train import __main__ as command
from facet_train import run_stage
from facet_train.contract import ATTRIBUTES, CASCADE, NETS
from facet_train.places import ROOT
from facet_train.recipe import RECIPE, Stage, smoked
from facet_train.room import Room

STAGES = (Stage("first", "write", sets=("faces",)), Stage("second", "write", ("first",), options={"step": 1}), Stage("card", "write", ("second",)))


@pytest.fixture
def ran(monkeypatch):
    """The stages that ran; each leaves a file."""
    names = []

    def write(room, stage):
        names.append(stage.name)
        (room.at(stage.name) / "made").write_text("x")

    monkeypatch.setitem(run_stage.KINDS, "write", write)
    return names


def room_of(folder, stages=STAGES, tar="photos"):
    (folder / "faces.csv").write_text("file\n")
    (folder / "faces.tar").write_text(tar)
    return Room([folder], [folder], folder / "runs", stages)


def walk(room, **options):
    command.walk(room, type("Args", (), {"only": [], "begin": None, "dry_run": False, "ship": False, **options}))


def test_a_stage_is_skipped_while_its_inputs_are_the_same(tmp_path, ran):
    walk(room_of(tmp_path))
    walk(room_of(tmp_path))
    assert ran == ["first", "second", "card"]


def test_another_set_does_everything_anew_and_another_option_what_follows(tmp_path, ran):
    walk(room_of(tmp_path))
    walk(room_of(tmp_path, (STAGES[0], replace(STAGES[1], options={"step": 2}), STAGES[2])))
    assert ran[3:] == ["second", "card"]
    walk(room_of(tmp_path, tar="other photos"))
    assert ran[5:] == ["first", "second", "card"]


def test_what_was_made_with_other_inputs_is_put_aside(tmp_path, ran):
    room = room_of(tmp_path)
    walk(room)
    before = room.hash(STAGES[1])
    walk(room_of(tmp_path, (STAGES[0], replace(STAGES[1], options={"step": 2}), STAGES[2])))
    assert (tmp_path / "runs" / f"second.{before}" / "made").exists()


def test_only_and_from_choose_stages_and_refuse_those_whose_inputs_are_missing(tmp_path, ran):
    with pytest.raises(SystemExit, match="second reads first, not done"):
        walk(room_of(tmp_path), begin="second")
    walk(room_of(tmp_path), only=["first"])
    walk(room_of(tmp_path), begin="second")
    assert ran == ["first", "second", "card"]
    with pytest.raises(SystemExit, match="there is no stage third; the stages are first, second, card"):
        walk(room_of(tmp_path), only=["third"])


def test_a_dry_run_says_what_is_done_and_runs_nothing(tmp_path, ran, capsys):
    walk(room_of(tmp_path), only=["first"])
    walk(room_of(tmp_path), dry_run=True)
    lines = capsys.readouterr().out.splitlines()
    assert ran == ["first"] and "done" in lines[-4] and "min" in lines[-3] and "hours left" in lines[-1]


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "the disk is full: make room"),
        (RuntimeError("[enforce fail at inline_container.cc:659] . unexpected pos: file write failed"), "the disk is full: make room"),
        (FileNotFoundError(2, "No such file", "a.tar"), "FileNotFoundError"),
    ],
)
def test_a_stage_that_cant_go_on_says_why_in_one_sentence_and_goes_on_later(tmp_path, ran, monkeypatch, error, says):
    def fail(room, stage):
        (room.at(stage.name) / "checkpoint.pt").write_text("kept")
        raise error

    works = run_stage.KINDS["write"]
    monkeypatch.setitem(run_stage.KINDS, "write", fail)
    with pytest.raises(SystemExit, match=says) as stopped:
        walk(room_of(tmp_path))
    assert "\n" not in str(stopped.value) and (tmp_path / "runs" / "first" / "checkpoint.pt").exists()
    monkeypatch.setitem(run_stage.KINDS, "write", works)
    walk(room_of(tmp_path))
    assert (tmp_path / "runs" / "first" / "checkpoint.pt").exists() and ran == ["first", "second", "card"]


def test_a_missing_starting_weight_is_named(tmp_path):
    with pytest.raises(SystemExit, match="--weights: faceres.json is in none of"):
        Room([tmp_path], [tmp_path], tmp_path / "runs").weight("faceres.json")


def test_shipping_needs_every_stage(tmp_path, ran):
    with pytest.raises(SystemExit, match="--ship needs every stage, but first isn't done"):
        run_stage.ship(room_of(tmp_path))


def test_every_stage_reads_only_what_stands_before_it():
    before = set()
    for stage in RECIPE:
        assert set(stage.inputs) <= before and stage.kind in run_stage.KINDS
        before.add(stage.name)
        small = smoked(stage)
        assert small.name == stage.name and (small.config is None or small.config.samples // small.config.batch == 2)


def test_a_share_of_an_augmentation_changes_the_recipes_hash(tmp_path):
    (tmp_path / "faces.csv").write_text("")
    (tmp_path / "faces.tar").write_text("")
    stage = next(s for s in RECIPE if s.name == "lneto")
    plain = replace(stage, inputs=(), sets=(), weights=())
    darker = replace(plain, config=replace(plain.config, photo=replace(plain.config.photo, dark=0.5)))
    assert Room([tmp_path], [], tmp_path, (plain,)).recipe_hash() != Room([tmp_path], [], tmp_path, (darker,)).recipe_hash()


def test_the_contract_is_what_the_shipped_manifest_says():
    manifest = json.loads((ROOT / "public" / "models" / "manifest.json").read_text())
    assert [entry["name"] for entry in manifest["attributes"]] == ATTRIBUTES and len(ATTRIBUTES) == 40
    assert {name: manifest["nets"][name]["inputShape"][1] for name in ("lneto", "lnets", "anet")} == {n: NETS[n]["size"] for n in ("lneto", "lnets", "anet")}
    assert manifest["nets"]["lneto"]["normalization"] == NETS["normalization"]
    assert all(manifest[key] == CASCADE[key] for key in ("headGeometry", "faceGeometry", "sampler", "detection"))
