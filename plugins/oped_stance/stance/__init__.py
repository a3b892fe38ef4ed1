"""Stance: who stands where towards whom, in whose voice, on what evidence."""
