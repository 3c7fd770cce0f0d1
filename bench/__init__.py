"""Figures with their conditions, asserted by no test: `python -m bench` prints all of them."""
