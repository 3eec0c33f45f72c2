"""Local start: finds the runtime binaries and supervises the four children behind ``main.py``.

Standard library only: this package runs before anything is known to be installed, and stays light while
the children load.
"""
