"""The connection-test stage, also behind the form's button."""

from app.connection.probe import ProbeReport
from app.errors import SourceSenseError
