"""`python -m survey` is the same command as `survey`."""

from survey.cli import main

if __name__ == "__main__":
    main()
