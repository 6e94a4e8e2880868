"""`make bench`: every benchmark, each with its floor in the same run."""

from tests.bench import aggregation, coverage, field, intake, paint, web

if __name__ == "__main__":
    aggregation.main()
    web.main()
    intake.main()
    paint.main()
    field.main()
    coverage.main()
