"""Serves a built folder on this machine and reloads browsers when it was built again; knows nothing of reports."""
