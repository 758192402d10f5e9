"""The revisions, each as the tables were when it was written; none is ever changed."""
