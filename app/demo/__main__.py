"""``python -m app.demo PATH [--seed N] [--rename-columns]`` writes PATH and PATH.planted.json."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from app.demo.build import build_demo


def main(arguments: Sequence[str]) -> int:
    """Build what the arguments ask for and say in one line what came out."""
    parser = argparse.ArgumentParser(prog="python -m app.demo", description="Write the demo database.")
    parser.add_argument("path", type=Path, help="the SQLite file to write; one that is there is replaced")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other people (default: 1)")
    parser.add_argument("--rename-columns", action="store_true", help="call all columns c1 to cn")
    options = parser.parse_args(arguments)
    planted = build_demo(options.path, seed=options.seed, rename_columns=options.rename_columns)
    answers = options.path.with_name(f"{options.path.name}.planted.json")
    answers.write_text(json.dumps(asdict(planted), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    sys.stdout.write(
        f"{options.path}: {len(planted.rows)} tables, {sum(planted.rows.values()):,} rows; "
        f"{len(planted.types)} planted types, {len(planted.decoys)} decoys, {len(planted.faults)} faults "
        f"listed in {answers.name}\n"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
