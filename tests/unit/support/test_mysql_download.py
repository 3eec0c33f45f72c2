"""Which repository the test database is fetched from."""

from pathlib import Path

import pytest

from tests.support.mysql_download import repository

CENTRAL = "https://repo.maven.apache.org/maven2"
SETTINGS = """<settings xmlns="http://maven.apache.org/SETTINGS/1.0.0"><mirrors>
<mirror><id>other</id><mirrorOf>snapshots</mirrorOf><url>https://snapshots.example/</url></mirror>
<mirror><id>ours</id><mirrorOf>{of}</mirrorOf><url>https://mirror.example/maven/</url></mirror>
</mirrors></settings>"""


@pytest.fixture(autouse=True)
def _no_repository_is_chosen(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("SOURCESENSE_MAVEN_URL", raising=False)


def test_maven_central_is_asked_by_default(tmp_path: Path):
    assert repository(tmp_path) == CENTRAL


@pytest.mark.parametrize(
    ("mirrored", "asked"),
    [
        ("central", "https://mirror.example/maven"),
        ("*", "https://mirror.example/maven"),
        ("inhouse, external:*", "https://mirror.example/maven"),
        ("inhouse", CENTRAL),
    ],
)
def test_a_mirror_of_maven_central_is_asked_instead(tmp_path: Path, mirrored: str, asked: str):
    (tmp_path / ".m2").mkdir()
    (tmp_path / ".m2" / "settings.xml").write_text(SETTINGS.format(of=mirrored))
    assert repository(tmp_path) == asked


def test_the_environment_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SOURCESENSE_MAVEN_URL", "https://chosen.example/")
    assert repository(tmp_path) == "https://chosen.example"
