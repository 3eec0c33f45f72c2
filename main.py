"""Local start: ``make run``, or ``python main.py`` with the environment of ``make``.

Supervises four children: Temporal, daprd, the web server and the worker. See ``app/local``.
"""

import sys

from app.local.supervisor import main

if __name__ == "__main__":
    sys.exit(main())
