"""What a command loads: never more than it needs. Reads `sys.modules`, measures no time."""

FIGURES = {"pandas", "numpy", "scipy", "pyarrow"}
PAGES = {"flask", "werkzeug", "jinja2", "gunicorn"}
DATABASE = {"sqlalchemy", "alembic"}
PRINTS = {"typst", "segno"}
TABLES = {"openpyxl", "xlsxwriter"}
ALL = FIGURES | PAGES | DATABASE | PRINTS | TABLES
