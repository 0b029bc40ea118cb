"""What somebody writes in Word who never saw the dialect, and what comes of it, line by line."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pypandoc
import pytest

from explainer.importing import losses, text, word, word_blocks


def _docx(markdown: str, path: Path, form: str = "markdown") -> Path:
    """As somebody writes it in Word who never saw the dialect."""
    pypandoc.convert_text(markdown, "docx", format=form, outputfile=str(path))
    return path


WRITTEN = """# Who counted?

- id: who-counted

- ☑ Norrey
    - Yes, it did.
- ☐ Sudrey
- □ 3 * 4 _or_ `code`

Why: **It ** did.^c5^ And so[^1] it [said]{.underline}.[^2] One.[^3]

[^1]: c5, c6
[^2]: A word of thanks to my aunt.
[^3]: [^c7]

![A bell](bell.png)\

Then [Take this out.]{.deletion author="A" date="2031-05-04T00:00:00Z"}this
[A remark.]{.comment-start id="0" author="A" date="2031-05-04T00:00:00Z"}stays.
[]{.comment-end id="0"}

1. first
2. second

> [!TIP] Look twice. It helps.

| a | b |
|---|---|
| 1 \\| 2 | $x^2$ |
"""

READ = """# Who counted?

- id: who-counted

- [x] Norrey
  - Yes, it did.
- [ ] Sudrey
- [ ] 3 \\* 4 *or* `code`

Why: **It** did. [^c5]
And so [^c5] [^c6] it said.
One. [^c7]

Then this stays.

1. first
2. second

> [!TIP]
> Look twice.
> It helps.

| a | b |
|---|---|
| 1 \\| 2 | |
"""


PICTURE = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhf"
    "DwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
SAID = """
file.md:10: The underlining of 'said' is left out; the words stay.
file.md:10: a footnote is left out: 'A word of thanks to my aunt.'. Make a claim of it, or a sentence.
file.md:14: a picture is left out: 'A bell'. A chart or a map can say what it showed.
file.md:14: words that were taken away in Word stay away: 'Take this out.'.
file.md:14: a comment is left out: 'A remark.'.
file.md:25: a formula is left out: 'x^{2}'.
"""  # noqa: E501 (each is a line on the screen)


def test_ticks_tables_order_and_marks_are_what_they_were_meant_as(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bell.png").write_bytes(base64.b64decode(PICTURE))
    draft = word.read(_docx(WRITTEN, tmp_path / "a.docx"))
    assert text(draft.lines) == READ
    said = [f"{one.place}: {one.message}" for one in losses(draft.lines, "file.md")]
    assert said == SAID.strip().split("\n")


RARE = """Term

:   Its meaning.

![A caption](bell.png)

| one line
| another

> Just a quotation.

~~~
plain
two lines
~~~

~~~
kind: sequence
title: One
says: It rang. [^c5]
kind: sequence
title: Two
signs
which-one
~~~

- a [wide]{.smallcaps} H~2~O x^2^ "quoted" 'single' $e$
- [link words](https://example.org) <https://example.org>
- ** ** and `code`

  second paragraph
-

+---------+---+
| both        |
+=========+===+
| a \\| b  | c |
+---------+---+

<div>Inside.</div>

\\newpage

2) second
3) third

------

\\# no heading. And \\> this.
"""
KEPT = """Term
Its meaning.

A caption

one line
another

> Just a quotation.

```
plain
two lines
```

```chart
kind: sequence
title: One
says: It rang. [^c5]
```

```chart
kind: sequence
title: Two
```

```quiz
signs
```

```quiz
which-one
```

- a wide H2O x2 "quoted" 'single'
- [link words](https://example.org) https://example.org
- \\*\\* \\*\\* and `code`

  second paragraph
-

| both | |
|---|---|
| a \\| b | c |

Inside.


2. second
3. third

---

\\# no heading.
And > this.
"""
GONE = """
f:4: a picture is left out: 'A caption'. A chart or a map can say what it showed.
f:35: The setting in small capitals of 'wide' is left out; the words stay.
f:35: The lowering of '2' is left out; the words stay.
f:35: The raising of '2' is left out; the words stay.
f:35: a formula is left out: 'e'.
f:42: cells that were made one are apart again: 'both'.
f:48: something that only Word knows (RawBlock) is left out.
"""


def test_what_is_rare_is_kept_as_far_as_it_goes() -> None:
    told = json.loads(pypandoc.convert_text(RARE, "json", format="markdown"))
    lines = word_blocks.lines(told["blocks"])
    assert text(lines) == KEPT
    said = [f"{one.place}: {one.message}" for one in losses(lines, "f")]
    assert said == GONE.strip().split("\n")


def test_a_title_of_words_own_is_the_title(tmp_path: Path) -> None:
    path = _docx(
        "---\ntitle: The bell\n---\n\nIt rang. [^c5]\n", tmp_path / "a.docx", "markdown-footnotes"
    )
    draft = word.read(path)
    assert text(draft.lines) == "# The bell\n\nIt rang. [^c5]\n"
    assert (draft.target, draft.title) == ("content/story", "The bell")
