"""A process that forks without having loaded anything: what forks promise costs milliseconds to try."""

from pipeline.preloaded.loader import serve

if __name__ == "__main__":
    serve()
