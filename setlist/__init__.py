"""Session music for ketamine-assisted psychotherapy, timed to the route of administration."""

__version__ = "0.1.0"
