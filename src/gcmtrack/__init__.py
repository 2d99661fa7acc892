"""The record-keeper of the Global Compact for Safe, Orderly and Regular Migration."""

import os

__version__ = "0.2.0"

# The folder of the installed package, whatever room a module stands in; the shipped records lie inside it.
PACKAGE = os.path.dirname(os.path.realpath(__file__))
