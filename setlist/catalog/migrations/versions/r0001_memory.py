"""Files, measures, what roots say of their tracks, what people said, and its trail."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None

_REFUSAL = "'the trail is only ever added to'"
_ABORT = f"BEGIN SELECT RAISE(ABORT, {_REFUSAL}); END"  # a constant

_SQLITE_GUARDS = (
    f"CREATE TRIGGER trail_keeps_rows BEFORE DELETE ON trail {_ABORT}",
    f"CREATE TRIGGER trail_keeps_words BEFORE UPDATE ON trail {_ABORT}",
    # REPLACE deletes without asking the first of these.
    f"""CREATE TRIGGER trail_keeps_numbers BEFORE INSERT ON trail
        WHEN EXISTS (SELECT 1 FROM trail WHERE number = NEW.number) {_ABORT}""",  # noqa: S608  # the same
)

_POSTGRESQL_GUARDS = (
    f"""CREATE FUNCTION keep_trail() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION {_REFUSAL}; END $$""",
    """CREATE TRIGGER trail_keeps_rows BEFORE UPDATE OR DELETE ON trail
        FOR EACH ROW EXECUTE FUNCTION keep_trail()""",
    """CREATE TRIGGER trail_keeps_all BEFORE TRUNCATE ON trail
        FOR EACH STATEMENT EXECUTE FUNCTION keep_trail()""",
)


def upgrade() -> None:
    """Make the tables, and guard the trail."""
    text = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
    op.create_table(
        "roots",
        sa.Column("root", text, primary_key=True),
        sa.Column("mark", text),
        sa.Column("place", text),
        sa.Column("vocabulary", text, nullable=False),
        sa.Column("findings", text, nullable=False),
    )
    op.create_table(
        "files",
        sa.Column("root", text, sa.ForeignKey("roots.root"), primary_key=True),
        sa.Column("name", text, primary_key=True),
        sa.Column("size_bytes", sa.BigInteger, nullable=False),
        sa.Column("mtime_ns", sa.BigInteger, nullable=False),
        sa.Column("embedded", text, nullable=False),
        sa.Column("track", text),
        sa.Column("version", sa.Integer),
        sa.Column("findings", text, nullable=False),
        sa.Column("missing", sa.Boolean, nullable=False),
    )
    op.create_index("files_by_track", "files", ["track"])
    op.create_table(
        "measures",
        sa.Column("track", text, primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("measures", text, nullable=False),
    )
    op.create_table(
        "sides",
        sa.Column("root", text, sa.ForeignKey("roots.root"), primary_key=True),
        sa.Column("track", text, primary_key=True),
        sa.Column("name", text),
        sa.Column("tags", text, nullable=False),
        sa.Column("origins", text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("gone", sa.Boolean, nullable=False),
    )
    op.create_index("sides_by_track", "sides", ["track"])
    op.create_table(
        "statements",
        *(sa.Column(name, text, primary_key=True) for name in ("track", "field", "clinic", "by")),
        sa.Column("value", text),
        sa.Column("on", text, nullable=False),
        sa.Column("standing", text, nullable=False),
        sa.Column("reviewer", text),
    )
    keys = ("track", "clinic", "by", "on", "version")
    op.create_table("reviews", *(sa.Column(name, text, primary_key=True) for name in keys))
    op.create_table(
        "trail",
        sa.Column("number", sa.Integer, primary_key=True),
        *(sa.Column(name, text, nullable=False) for name in ("at", "how", "track", "kind", "what")),
        sqlite_autoincrement=True,
    )
    op.create_index("trail_by_track", "trail", ["track"])
    sqlite = op.get_bind().dialect.name == "sqlite"
    for guard in _SQLITE_GUARDS if sqlite else _POSTGRESQL_GUARDS:
        op.execute(guard)
