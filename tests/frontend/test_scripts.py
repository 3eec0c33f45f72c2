"""The pages' scripts outside a browser: their logic under Node, their types under the TypeScript compiler."""

import re
import shutil
import subprocess
from pathlib import Path

from tests.support.skips import missing

HERE = Path(__file__).parent
FORM = HERE.parents[1] / "frontend" / "form"


def _run(*command: str) -> str:
    result = subprocess.run(command, cwd=HERE, capture_output=True, text=True, timeout=120, check=False)  # noqa: S603 - fixed words
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def test_the_logic_passes_its_own_tests() -> None:
    if shutil.which("node") is None:
        missing(
            "Node.js",
            f"{len(list(HERE.glob('*.test.mjs')))} files of tests were not run: install Node 20 or later",
        )
    summary = _run("node", "--test", "--test-reporter=tap")
    passed = re.search(r"^# pass (\d+)$", summary, re.MULTILINE)
    assert passed is not None
    assert int(passed[1]) > 100


def test_the_types_hold(node_modules: Path) -> None:
    _run("node", str(node_modules / "typescript" / "bin" / "tsc"), "--project", "tsconfig.json")


def test_no_script_parses_markup_or_code() -> None:
    forbidden = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser|\.style\b"
    )
    sources = {path.name: path.read_text() for path in (FORM / "js").glob("*.js")}
    assert {name for name, source in sources.items() if forbidden.search(source)} == set()


def test_no_page_holds_inline_script_or_style() -> None:
    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:", re.IGNORECASE)
    pages = {path.name: path.read_text() for path in FORM.glob("*.html")}
    assert {name for name, page in pages.items() if inline.search(page)} == set()
    assert len(pages) == 2


def test_fonts_stay_small_and_bring_their_licence() -> None:
    fonts = FORM / "fonts"
    assert sum(path.stat().st_size for path in fonts.glob("*.woff2")) <= 70_000
    assert all("SIL Open Font License" in path.read_text() for path in fonts.glob("LICENSE-*.txt"))
    assert len(list(fonts.glob("LICENSE-*.txt"))) == len(list(fonts.glob("*.woff2")))


def test_every_icon_that_is_used_is_in_the_sprite() -> None:
    known = set(re.findall(r'<symbol id="([\w-]+)"', (FORM / "icons.svg").read_text()))
    texts = [path.read_text() for path in [*(FORM / "js").glob("*.js"), *FORM.glob("*.html")]]
    used = {
        name
        for text in texts
        for name in re.findall(r'icon(?:: |\()"([\w-]+)"|icons\.svg#([\w-]+)"', text)
        for name in name
        if name
    }
    assert used - known == set()
