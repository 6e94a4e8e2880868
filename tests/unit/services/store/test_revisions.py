from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from survey.folders import folder
from survey.services.store.revisions import read_revisions


def test_migrations_read_as_text_are_those_of_alembic() -> None:
    scripts = ScriptDirectory(str(folder("migrations")))
    found = read_revisions(folder("migrations"))
    assert found.known == {each.revision for each in scripts.walk_revisions()}
    assert found.head == scripts.get_current_head()


def written(folder: Path, **migrations: str) -> Path:
    """Write migrations, each as the template of Alembic writes it."""
    versions = folder / "versions"
    versions.mkdir()
    for name, parent in migrations.items():
        lines = f'revision: str = "{name}"\ndown_revision: str | None = {parent}\n'
        (versions / f"{name}.py").write_text(lines, "utf-8")
    return folder


def test_joined_branches_have_one_head(tmp_path: Path) -> None:
    scripts = written(tmp_path, a="None", b="'a'", c="'a'", d="('b', 'c')")
    assert read_revisions(scripts).head == ScriptDirectory(str(scripts)).get_current_head() == "d"


def test_two_heads_are_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="too many values"):
        read_revisions(written(tmp_path, a="None", b="'a'", c="'a'"))
