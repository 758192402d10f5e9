"""How a catalog of an earlier setlist becomes one of this: forward only, run by Alembic."""
