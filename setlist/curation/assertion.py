"""What tags assert, as the values of statements: the way back from resolved tags."""

from collections.abc import Iterable

from setlist.curation.values import JOINT, is_spelt, spell_number
from setlist.model import Field, Performance, Tags
from setlist.wording import clean_text


def spell_tags(tags: Tags) -> dict[Field, str]:
    """Give what tags say, field by field, in the one spelling of each.

    Parameters
    ----------
    tags : Tags
        Of a table, or resolved; an intensity is the median of its ratings.  A performance
        right that is not known is not said.

    Returns
    -------
    dict
        Without the fields that say nothing, or nothing that has a spelling.
    """
    intensity, licence, work = tags.intensity(), tags.licence, tags.work
    performance = licence.performance if licence else Performance.UNKNOWN
    said: dict[Field, str | None] = {
        Field.TITLE: tags.title,
        Field.ARTIST: tags.artist,
        Field.ALBUM: tags.album,
        Field.INTENSITY: None if intensity is None else spell_number(intensity),
        Field.VOICE: tags.voice,
        Field.LANGUAGES: _join(tags.languages),
        Field.TAGS: _join(tags.words),
        Field.INSTRUMENTS: _join(tags.instruments),
        Field.WORK: work.name if work else None,
        Field.MOVEMENT: str(work.movement) if work else None,
        Field.LICENCE: licence.name if licence else None,
        Field.HOLDER: licence.holder if licence else None,
        Field.PERFORMANCE: None if performance is Performance.UNKNOWN else performance,
        Field.ISRC: tags.isrc,
        Field.MUSICBRAINZ_ID: tags.musicbrainz_id,
    }
    return {field: str(text) for field, text in said.items() if text and is_spelt(field, text)}


def _join(words: Iterable[str]) -> str:
    """Write words of a list in their one order, without what stands between them."""
    apart = {clean_text(word.replace(";", " ")) for word in words}
    return JOINT.join(sorted(word for word in apart if word))
