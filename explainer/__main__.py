"""The command `explainer`, also as `python -m explainer`.

An author checks after every sentence, and mostly asks for nothing but that. So a plain check is
done without the rest of the command line, which takes longer to load than a lesson to read.
"""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path


def main() -> None:
    """Entry point of the command `explainer`."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a sign shows its number, and nothing breaks.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    match sys.argv[1:]:
        case ["check"]:
            sys.exit(_checked(None))
        case ["check", folder] if not folder.startswith("-"):
            sys.exit(_checked(Path(folder)))
        case _:
            from explainer.cli import app

            app()


def _checked(folder: Path | None) -> int:
    """As `cli.check` does it."""
    from explainer.checking import said
    from explainer.folders import default_folder
    from explainer.reading import NotALesson

    try:
        text, is_wrong = said(folder or default_folder())
    except (NotALesson, OSError) as error:
        sys.stderr.write(f"explainer: {error}\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("Aborted!\n")
        return 1
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read it has seen enough, as with `| head`; Python must not try again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return int(is_wrong)


if __name__ == "__main__":
    main()
