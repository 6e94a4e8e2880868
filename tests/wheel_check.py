"""Builds the wheel, installs it into a new environment, and uses it from an empty directory."""

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command; its failure is ours."""
    done = subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


def main() -> None:
    """Build, install, use."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(sys.executable, "-m", "build", "--outdir", folder / "dist", ROOT, cwd=folder)
        (wheel,) = (folder / "dist").glob("*.whl")
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
        sys.stdout.write(f"wheel check: {wheel.name} works from an empty directory\n")


if __name__ == "__main__":
    main()
