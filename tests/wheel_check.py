"""Builds the wheel, installs it into a new environment, and uses it from an empty directory."""

import os
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent


def run(*command: str | Path, cwd: Path, **settings: str) -> str:
    """Run a command; its failure is ours."""
    environment = os.environ | settings
    done = subprocess.run(
        command, cwd=cwd, check=True, stdout=subprocess.PIPE, text=True, env=environment
    )
    return done.stdout


def files_of_the_tree() -> set[str]:
    """Name every file of the checkout as it stands in the wheel."""
    listed = run("git", "ls-files", "survey", "templates", "migrations", "translations", cwd=ROOT)
    return {
        name if name.startswith("survey/") else f"survey/{name}"
        for name in listed.split("\n")
        if name
    }


def main() -> None:
    """Build, install, use."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(sys.executable, "-m", "build", "--outdir", folder / "dist", ROOT, cwd=folder)
        (wheel,) = (folder / "dist").glob("*.whl")
        missing = files_of_the_tree() - set(zipfile.ZipFile(wheel).namelist())
        assert not missing, f"not in the wheel: {sorted(missing)}"
        venv.create(folder / "env", with_pip=True)
        python = folder / "env" / "bin" / "python"
        run(python, "-m", "pip", "install", "--quiet", wheel, cwd=folder)
        empty = folder / "empty"
        empty.mkdir()
        code = "import survey.examples; print(survey.examples.__path__[0])"
        examples = Path(run(python, "-c", code, cwd=empty).strip())
        assert not examples.is_relative_to(ROOT), examples
        example = examples / "skm_sekadau_2019s1_first49.csv"
        survey = folder / "env" / "bin" / "survey"
        printed = run(survey, "aggregate", example, "--out", "o", "--format", "csv,xlsx", cwd=empty)
        assert "78.74" in printed, printed
        scores = examples / "compliance_banten_2018_2024.csv"
        assert "108" in run(python, "-m", "survey", "compliance", "check", scores, cwd=empty)
        url = {"DATABASE_URL": f"sqlite:///{empty / 'survey.sqlite3'}"}
        run(survey, "db", "upgrade", cwd=empty, **url)
        run(survey, "demo", cwd=empty, **url)
        code = "import survey; c = survey.create_app().test_client(); print(c.get('/').text)"
        assert "Isi survei" in run(python, "-c", code, cwd=empty, **url)
        sys.stdout.write(f"wheel check: {wheel.name} works from an empty directory\n")


if __name__ == "__main__":
    main()
