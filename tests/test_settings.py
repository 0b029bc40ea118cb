"""What a host can set: read once, said in the guide, and refused with a sentence."""

from __future__ import annotations

import inspect
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
from typer.testing import CliRunner

from explainer import cli, server, settings
from explainer.settings import Settings, WrongSetting

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "hosting.md"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in settings.VARIABLES:
        monkeypatch.delenv(variable.name, raising=False)


# --- reading --------------------------------------------------------------------------


def test_with_nothing_set_everything_has_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/caches")
    monkeypatch.chdir(ROOT)
    assert settings.read() == Settings(
        folder=ROOT,
        author=False,
        author_password=None,
        repository="",
        store=f"sqlite:///{ROOT.as_posix()}/answers.sqlite",
        hosts=(),
        retention_days=365,
        https=False,
        proxies=0,
        metrics_token=None,
        cache=Path("/caches/explainer"),
        frames=("*",),
    )


RIGHT: dict[str, tuple[str, str, object]] = {
    "folder": (settings.FOLDER, str(ROOT), ROOT),
    "author": (settings.AUTHOR, "yes", True),
    "author_password": (settings.AUTHOR_PASSWORD, "0123456789abcdef", "0123456789abcdef"),
    "repository": (settings.REPOSITORY, "https://a.example/b/c/", "https://a.example/b/c"),
    "store": (settings.STORE, " postgresql://a:b@c/d ", "postgresql://a:b@c/d"),
    "hosts": (
        settings.HOSTS,
        "A.example, *.b.example., [::1],10.0.0.7,",
        ("a.example", "*.b.example", "::1", "10.0.0.7"),
    ),
    "retention_days": (settings.RETENTION_DAYS, "30", 30),
    "https": (settings.HTTPS, "TRUE", True),
    "proxies": (settings.PROXIES, "2", 2),
    "metrics_token": (settings.METRICS_TOKEN, "0123456789abcdef", "0123456789abcdef"),
    "cache": (settings.CACHE, "/nowhere/yet", Path("/nowhere/yet")),
    "frames": (
        settings.FRAMES,
        " A.example, *.b.example:8443,localhost:80",
        ("a.example", "*.b.example:8443", "localhost:80"),
    ),
}


def test_every_setting_is_tried_here_and_has_a_row() -> None:
    assert [field.name for field in fields(Settings)] == list(RIGHT)
    assert [name for name, _, _ in RIGHT.values()] == [v.name for v in settings.VARIABLES]


@pytest.mark.parametrize("field", RIGHT)
def test_what_is_set_is_read(monkeypatch: pytest.MonkeyPatch, field: str) -> None:
    name, text, value = RIGHT[field]
    monkeypatch.setenv(name, text)
    assert getattr(settings.read(), field) == value


@pytest.mark.parametrize("variable", settings.VARIABLES, ids=lambda v: v.name)
def test_an_empty_value_is_none(
    monkeypatch: pytest.MonkeyPatch, variable: settings.Variable
) -> None:
    default = settings.read()
    monkeypatch.setenv(variable.name, "  ")
    assert settings.read() == default


WRONG = {
    settings.FOLDER: ["/no/such/folder"],
    settings.AUTHOR: ["maybe", "2"],
    settings.AUTHOR_PASSWORD: ["secret-word", "secret-word with a space in it"],
    settings.REPOSITORY: ["http://a.example/b", "https://a.example", "https://a/b?c", "a/b"],
    settings.STORE: ["mysql://a:secret-word@b/c", "answers"],
    settings.HOSTS: ["http://a.example", "a.example:80", "a b", "a/b", "*a.example", "a,*.*.b"],
    settings.RETENTION_DAYS: ["soon", "0", "-1", "1.5", "99999999999999999999"],
    settings.HTTPS: ["https"],
    settings.PROXIES: ["-1", "10", "one"],
    settings.METRICS_TOKEN: ["secret-word", "secret-word with a space in it"],
    settings.CACHE: [__file__],
    settings.FRAMES: ["https://a.example", "a.example; script-src *", "a,none", "a b", "'self'"],
}


def test_every_setting_can_be_wrong() -> None:
    assert set(WRONG) == {variable.name for variable in settings.VARIABLES}


@pytest.mark.parametrize("variable", settings.VARIABLES, ids=lambda v: v.name)
def test_a_wrong_value_is_refused_with_what_to_write(
    monkeypatch: pytest.MonkeyPatch, variable: settings.Variable
) -> None:
    for text in WRONG[variable.name]:
        monkeypatch.setenv(variable.name, text)
        with pytest.raises(WrongSetting) as refused:
            settings.read()
        said = str(refused.value)
        assert said.startswith(f"{variable.name} must be {variable.wanted}, such as ")
        assert variable.example in said
        assert ("secret-word" in said) is False
        assert (repr(text) in said) is not variable.secret


@pytest.mark.parametrize("variable", settings.VARIABLES, ids=lambda v: v.name)
def test_the_example_of_a_refusal_is_not_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, variable: settings.Variable
) -> None:
    monkeypatch.chdir(tmp_path)
    text = str(tmp_path) if variable.name == settings.FOLDER else variable.example
    monkeypatch.setenv(variable.name, text)
    settings.read()


@pytest.mark.parametrize(("name", "value"), [(settings.PROXIES, "1"), (settings.HTTPS, "1")])
def test_author_mode_behind_a_proxy_wants_a_password(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(settings.AUTHOR, "1")
    settings.read()
    monkeypatch.setenv(name, value)
    with pytest.raises(WrongSetting, match=f"{settings.AUTHOR_PASSWORD} must be set .* {name}"):
        settings.read()
    monkeypatch.setenv(settings.AUTHOR_PASSWORD, "0123456789abcdef")
    assert settings.read().author
    monkeypatch.setenv(settings.AUTHOR, "0")
    assert not settings.read().author


def test_author_mode_open_to_any_origin_wants_a_password(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(settings.AUTHOR, "1")
    monkeypatch.setattr(server, "_takes_any_origin", lambda: True)
    with pytest.raises(SystemExit) as ended:
        server.application()
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert said.startswith(f"explainer: {settings.AUTHOR_PASSWORD} must be set")
    assert "enableCORS=false" in said


def test_charts_may_be_kept_out_of_all_frames(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(settings.FRAMES, "None")
    assert settings.read().frames == ()


def test_secrets_are_not_shown_with_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(settings.STORE, "postgresql://a:hunter2@b/c")
    monkeypatch.setenv(settings.METRICS_TOKEN, "hunter2-hunter2-hunter2")
    monkeypatch.setenv(settings.AUTHOR_PASSWORD, "hunter2-hunter2-hunter2")
    assert "hunter2" not in repr(settings.read())


def test_single_values_never_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are asked for at every visit, and a visit must not end in a traceback."""
    monkeypatch.setenv(settings.AUTHOR, "maybe")
    monkeypatch.setenv(settings.FOLDER, "/no/such/folder")
    assert (settings.author(), settings.folder()) == (False, Path("/no/such/folder"))
    monkeypatch.setenv(settings.AUTHOR, "1")
    assert settings.author()
    monkeypatch.setenv(settings.REPOSITORY, "no address")
    assert settings.repository() == ""


# --- where answers go -----------------------------------------------------------------


def test_answers_of_a_lesson_lie_beside_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(settings.FOLDER, str(tmp_path))
    assert settings.store_url() == f"sqlite:///{tmp_path.as_posix()}/answers.sqlite"


def test_answers_of_the_packaged_lesson_do_not_lie_in_the_package(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(settings, "PACKAGED", tmp_path / "lesson")
    monkeypatch.setattr(settings, "get_app_dir", lambda name: f"/home/{name}")
    monkeypatch.setenv(settings.FOLDER, str(tmp_path / "lesson"))
    assert settings.store_url() == "sqlite:////home/explainer/answers.sqlite"


def test_an_address_that_is_given_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(settings.STORE, "postgresql://b/c")
    assert settings.store_url() == "postgresql://b/c"


def test_settings_do_not_import_streamlit() -> None:
    code = "import sys, explainer.settings as s; s.read(); sys.exit('streamlit' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# --- the guide ------------------------------------------------------------------------


def test_the_guide_has_every_setting_in_its_words() -> None:
    assert settings.table() in GUIDE.read_text("utf-8")


def test_the_guide_names_every_option_of_run() -> None:
    shown = CliRunner().invoke(cli.app, ["run", "--help"], env={"COLUMNS": "200"}).stdout
    guide = GUIDE.read_text("utf-8")
    for option in ("--port", "--store", "--author", "--lan"):
        assert option in shown
        assert f"`{option}`" in guide
    assert list(inspect.signature(cli.run).parameters) == [
        "folder",
        "port",
        "author",
        "store",
        "lan",
    ]


# --- the command line -----------------------------------------------------------------


def test_a_wrong_option_is_refused_before_anything_starts() -> None:
    result = CliRunner().invoke(cli.app, ["run", str(ROOT), "--store", "mysql://a:secret@b"])
    assert result.exit_code == 2
    assert result.stderr.startswith("explainer: EXPLAINER_STORE must be ")
    assert "secret" not in result.output
