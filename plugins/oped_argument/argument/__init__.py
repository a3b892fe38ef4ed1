"""Roles and relations of argument units: thesis, claims, premises, support and attack."""
