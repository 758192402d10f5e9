"""The store that remembers files, measures and statements, in SQLite or PostgreSQL."""
