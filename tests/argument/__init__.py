"""Tests of the plugin of argument."""
