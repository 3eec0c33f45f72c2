"""Tests of all values of a column together, for what no single value shows. They give log-odds."""
