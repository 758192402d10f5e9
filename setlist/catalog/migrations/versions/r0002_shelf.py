"""The shelf that queries search; whoever migrates fills it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"

_TEXTS = ("name", "title", "artist", "album", "isrc", "musicbrainz_id")
_MEASURES = (
    *("duration_s", "loudness_lufs", "range_lu", "peak_dbtp", "max_rise_1s_lu", "max_rise_3s_lu"),
    *("brightness_hz", "onsets_per_s"),
)
_FOLDED = (
    *("title", "artist", "album", "path", "work", "licence", "holder", "key"),
    *("tags", "instruments", "languages", "text"),
)


def upgrade() -> None:
    """Make the shelf and its indexes."""
    text = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
    op.create_table(
        "shelf",
        sa.Column("track", text, primary_key=True),
        sa.Column("clinic", text, primary_key=True),
        sa.Column("root", text, nullable=False),
        *(sa.Column(name, text) for name in _TEXTS),
        *(sa.Column(name, sa.Double) for name in _MEASURES),
        sa.Column("key", text),
        sa.Column("tempo_bpm", sa.Double),
        sa.Column("tempo_confidence", sa.Double),
        sa.Column("intensity", sa.Double),
        sa.Column("intensity_origin", text),
        sa.Column("raters", sa.Integer, nullable=False),
        sa.Column("spread", sa.Double, nullable=False),
        sa.Column("voice", text),
        sa.Column("tags", text, nullable=False),
        sa.Column("licence", text),
        sa.Column("performance", text),
        sa.Column("missing", sa.Boolean, nullable=False),
        *(sa.Column(f"{name}_folded", text, nullable=False) for name in _FOLDED),
    )
    op.create_index("shelf_by_intensity", "shelf", ["intensity"])
    op.create_index("shelf_by_duration", "shelf", ["duration_s"])
