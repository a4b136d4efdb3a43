"""The version of newskg, as installed."""

from importlib.metadata import PackageNotFoundError, version

try:
    VERSION = version("newskg")
except PackageNotFoundError:  # run from a bare checkout
    VERSION = "0"
