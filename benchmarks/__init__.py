"""How fast the program is, measured: `make bench`, or `python -m benchmarks --help`. See benchmarks/README.md."""
