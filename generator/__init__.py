"""Yangguang: annual reports on government information disclosure, from data files to a static site."""

__version__ = "0.1.0"
