"""Measures a table with one flat aggregate statement.

The server does the counting and sends one row. Texts in it were cut on the server, dates and numbers are text, so
one that no driver can represent costs nothing. A table whose answer would be wider than the server allows is split
into as few statements as possible, all of them counted.

``asked`` says which aggregates a column is asked for, an engine (``postgresql``, ``mysql``, ``sqlite``, ``mssql``)
how its server writes each, ``statements`` puts them together and ``answers`` makes metrics of what comes back.
"""

from app.extraction.measurement.measuring import is_thorough, measure_table
from app.extraction.measurement.statements import measurement_statements

__all__ = ["is_thorough", "measure_table", "measurement_statements"]
