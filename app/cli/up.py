"""``sourcesense up``: start everything on this machine."""

import sys


def up() -> None:
    """Start Temporal, daprd, server and worker here, as `make run` does; Ctrl-C ends them."""
    from app.local.supervisor import main  # noqa: PLC0415 - only this command needs it

    sys.exit(main())
