"""`python -m pipeline` is the `dangjian` command, for when scripts are not on the path."""

from pipeline.cli import main

main()
