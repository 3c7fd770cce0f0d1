"""Benchmarks: figures with their conditions, never asserted by a test. `python -m bench` runs all, `python -m bench NAME` one."""
