"""The data folder: modes, the key that is made once, rendered components."""

import base64
import json
from pathlib import Path

import pytest
import yaml

from app.local.failure import StartError
from app.local.files import write_atomically
from app.local.home import Home, prepare
from app.local.secrets_file import KEY_NAME, ensure_secrets


def test_the_first_start_makes_a_key_that_only_its_owner_reads(tmp_path: Path) -> None:
    home = Home(tmp_path / "local")
    prepare(home)
    key = json.loads(home.secrets_file.read_text())[KEY_NAME]
    assert len(base64.b64decode(key, validate=True)) == 32
    assert home.secrets_file.stat().st_mode & 0o777 == 0o600
    assert home.root.stat().st_mode & 0o077 == 0


def test_the_key_stays_the_same_at_the_next_start(tmp_path: Path) -> None:
    home = Home(tmp_path)
    prepare(home)
    before = home.secrets_file.read_text()
    home.secrets_file.chmod(0o644)
    prepare(home)
    assert home.secrets_file.read_text() == before
    assert home.secrets_file.stat().st_mode & 0o777 == 0o600


def test_no_new_key_is_made_while_data_needs_the_old_one(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.state_database.touch()
    with pytest.raises(StartError, match=r"secrets\.json is missing"):
        prepare(home)
    assert not home.secrets_file.exists()


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"sourcesense-key": 7}', '{"sourcesense-key": "c2hvcnQ="}', '{"sourcesense-key": "é"}'],
)
def test_a_malformed_key_is_refused_and_kept(tmp_path: Path, content: str) -> None:
    home = Home(tmp_path)
    home.secrets_file.write_text(content)
    with pytest.raises(StartError, match="does not hold a key"):
        prepare(home)
    assert home.secrets_file.read_text() == content


def test_other_secrets_are_set_beside_the_key(tmp_path: Path) -> None:
    path = tmp_path / "secrets.json"
    ensure_secrets(path)
    key = json.loads(path.read_text())[KEY_NAME]
    ensure_secrets(path, {"postgres-connection": "host=a"})
    ensure_secrets(path, {"postgres-connection": "host=b"})
    assert json.loads(path.read_text()) == {KEY_NAME: key, "postgres-connection": "host=b"}


@pytest.mark.parametrize(
    "name", ["plain", "with space", 'quo"te', "back\\slash", "per%cent", "ümlaut", "que?ry#x"]
)
def test_components_hold_the_absolute_paths_whatever_the_folder_is_called(tmp_path: Path, name: str) -> None:
    home = Home(tmp_path / name)
    prepare(home)
    components = {f.stem: yaml.safe_load(f.read_text()) for f in home.components.glob("*.yaml")}
    values = {
        kind: {item["name"]: item["value"] for item in component["spec"]["metadata"]}
        for kind, component in components.items()
    }
    assert values["secretstore"]["secretsFile"] == str(home.secrets_file)
    assert values["objectstore"]["rootPath"] == str(home.objects)
    url = values["statestore"]["connectionString"]
    assert url.endswith("/state.db?_pragma=secure_delete(1)")
    assert url.count("?") == 1
    assert "#" not in url


def test_every_component_is_scoped_and_none_ignores_errors(tmp_path: Path) -> None:
    home = Home(tmp_path)
    prepare(home)
    components = [yaml.safe_load(f.read_text()) for f in home.components.glob("*.yaml")]
    assert len(components) == 3
    assert all(component["scopes"] == ["sourcesense"] for component in components)
    assert not any("ignoreErrors" in component["spec"] for component in components)


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StartError, match="cannot be written"):
        prepare(Home(tmp_path / "file" / "below"))


def test_a_failed_write_leaves_the_old_file_and_no_remains(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    write_atomically(path, "old")
    with pytest.raises(UnicodeEncodeError):
        write_atomically(path, "\ud800")
    assert path.read_text() == "old"
    assert [f.name for f in tmp_path.iterdir()] == ["a.json"]
