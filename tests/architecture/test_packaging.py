import configparser

from tests.factories import ROOT


def test_every_package_of_the_tree_is_listed() -> None:
    """A folder that is not listed is silently left out of the wheel."""
    setup = configparser.ConfigParser(interpolation=None)
    setup.read(ROOT / "setup.cfg", "utf-8")
    listed = set(setup["options"]["packages"].split())
    tree = {
        ".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "survey").rglob("*.py")
    }
    mapped = dict(
        line.split(" = ") for line in setup["options"]["package_dir"].strip().splitlines()
    )
    assert all((ROOT / folder).is_dir() for folder in mapped.values())
    data = {"survey.static", "survey.questionnaire.library.common"}
    assert listed == tree | set(mapped) | data


def test_the_project_speaks_of_the_project_alone() -> None:
    words = ("/" + "work/", "/" + "root/", "../" + "shared/" + "design", "/" + "tmp/")
    names = ("*.py", "*.md", "*.cfg", "*.toml", "*.html", "*.js", "*.css", "Makefile")
    for pattern in names:
        for path in ROOT.rglob(pattern):
            if not {".venv", "build", "node_modules"} & set(path.relative_to(ROOT).parts):
                text = path.read_text("utf-8")
                assert not [word for word in words if word in text], path
