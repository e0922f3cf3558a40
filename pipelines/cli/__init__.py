"""The command line: python -m pipelines."""
