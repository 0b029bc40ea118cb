"""How a command ends that cannot do what it was asked for."""

from __future__ import annotations

from typing import NoReturn

import typer


def give_up(sentence: str) -> NoReturn:
    typer.echo(f"explainer: {sentence}", err=True)
    raise typer.Exit(2)
