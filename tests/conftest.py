"""What every test runs under."""

from hypothesis import settings

# The machine of a test run is shared: how long one example takes says nothing about the code.
settings.register_profile("sourcesense", deadline=None)
settings.load_profile("sourcesense")
