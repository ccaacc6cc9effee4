"""`python -m ingest`. The command is not imported where a worker process imports this module."""

if __name__ == "__main__":
    from ingest.command import main

    main()
