"""Argumentative discourse units: the clauses and sentences that an argument is made of."""
