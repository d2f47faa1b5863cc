"""The commands: plain functions that can be called without the command line; each gives its exit status."""
