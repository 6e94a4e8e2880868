"""The accounts of the demo, shown only in development."""

NAME = "demo"
PASSWORD = "demo-suara-layanan"  # noqa: S105, made only by `survey demo`
ENUMERATOR_NAME = "pewawancara-demo"
