"""python -m explainer: the same as the command `explainer`."""

from explainer.cli import main

main()
