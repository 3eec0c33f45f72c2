"""Peers take part where they are installed; where not, it is said why."""

import json
import sys
from pathlib import Path

from bench.interleaved import Trial, run_interleaved
from bench.quality.peers import install as installing
from bench.quality.peers.catalogue import Peer, peers
from bench.quality.tables import growth, told

TOOLS = Path(installing.__file__).with_name("tools")


NOBODY = Peer(name="nobody", title="Nobody 1", licence="MIT", environment="nobody", requirements=())


def test_every_peer_has_its_script_and_exact_versions():
    for peer in peers():
        assert (TOOLS / f"{peer.name}.py").is_file()
        assert all("==" in requirement for requirement in peer.requirements)
        assert peer.requirements or peer.environment in {each.name for each in peers() if each.requirements}


def test_a_peer_that_was_never_installed_says_so(tmp_path: Path):
    assert NOBODY.missing(tmp_path) == f"not installed in {tmp_path}"


def test_a_peer_that_could_not_be_installed_says_why(tmp_path: Path):
    (tmp_path / "nobody").write_text("a file where the environment would be")
    reason = installing.install(NOBODY, tmp_path)
    assert reason is not None
    assert str(tmp_path / "nobody") in reason
    assert NOBODY.missing(tmp_path) == f"not installed: {reason}"


def test_a_peer_with_an_environment_takes_part(tmp_path: Path):
    NOBODY.interpreter(tmp_path).parent.mkdir(parents=True)
    NOBODY.interpreter(tmp_path).symlink_to(sys.executable)
    assert NOBODY.missing(tmp_path) is None


def printing(trial: dict[str, object]) -> list[str]:
    return [sys.executable, "-c", f"print({json.dumps(trial)!r})"]


def test_a_guest_that_fails_is_left_out_and_the_others_go_on():
    failing = [sys.executable, "-c", "raise SystemExit(2)"]
    trials = run_interleaved({"guest": failing, "own": printing({"seconds": 1.0})}, 2, guests=["guest"])
    assert trials == {"own": [Trial(seconds=1.0)] * 2}


def test_what_a_contender_tells_stands_beside_its_seconds_from_start_to_end():
    answer = {"a": ["min", "max"], "b": ["min", "nulls", "max", "length"]}
    lines = [
        *told({"peer": [Trial(seconds=1.0, whole_seconds=2.5, told=answer)], "own": [Trial(seconds=1.0)]})
    ]
    assert lines[2:] == ["| peer | 2.50 | 2 | 3.0 | length, max, min, nulls |"]
    assert not [*told({"own": [Trial(seconds=1.0)]})]


def test_growth_has_a_line_for_each_size_and_none_for_a_single_one():
    small = {"own": [Trial(seconds=1.0, statements=2, rows=1000, peak_mb=50.4)]}
    large = {
        "own": [Trial(seconds=1.5, statements=2, rows=1010, peak_mb=51.0), Trial(seconds=2.5, peak_mb=60.0)]
    }
    assert [*growth({100: small, 2_000_000: large})][2:] == [
        "| own | 100 | 1.000 | 2 | 1,000 | 50 | - |",
        "| own | 2,000,000 | 2.000 | 2 | 1,010 | 60 | - |",
    ]
    assert not [*growth({100: small})]
