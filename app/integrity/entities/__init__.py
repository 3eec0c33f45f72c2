"""Persons, companies and articles that stand in a table twice, with slips: which columns, which pairs, how sure."""
