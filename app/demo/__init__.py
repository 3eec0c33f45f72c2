"""The bundled demo source: a realistic SQLite database and the list of what was planted in it."""

from app.demo.build import build_demo
from app.demo.planted import Fault, Planted, PlantedDecoy, PlantedFault, PlantedType

__all__ = ["Fault", "Planted", "PlantedDecoy", "PlantedFault", "PlantedType", "build_demo"]
