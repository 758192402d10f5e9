"""``setlist library review`` and ``history``."""

import click

from setlist.cli.options import json_option, library_at, split_library, view_of, view_options


@click.command()
@click.argument("tracks", nargs=-1, metavar="[TRACK]...")
@library_at
@click.option("--by", metavar="INITIALS", help="Who reviews: initials or a role.")
@click.option("--accept", "verdict", flag_value="accept", help="Let what is proposed count.")
@click.option("--reject", "verdict", flag_value="reject", help="Refuse what is proposed.")
@click.option(
    "--settle",
    metavar="FIELD=INITIALS",
    help="End a disagreement: what differs from this person's word counts no more.",
)
@click.option("--field", metavar="FIELD", help="Judge only what is proposed about this.")
@view_options
@json_option
def review(
    tracks: tuple[str, ...],
    locator: str | None,
    by: str | None,
    verdict: str | None,
    settle: str | None,
    field: str | None,
    *,
    as_json: bool,
    **words: str | tuple[str, ...],
) -> None:
    """List what waits for a review and where people differ; or judge, settle or stamp TRACKs.

    With TRACK and --by alone, what is said about it now is stamped as reviewed.

    Example: setlist library review --library ~/Music/sessions
    Example: setlist library review "Still Pond" --accept --by MR
    """
    from setlist import engine
    from setlist.cli.screen import say
    from setlist.errors import Finding, InputError

    place, view = split_library((), locator)[0], view_of(words)
    if not tracks:
        _list_open(place, words, as_json=as_json)
        return
    if by is None:
        mend = "add --by with initials or a role"
        raise InputError(Finding(said="a review needs somebody who made it", mend=mend))
    kept = 0
    if settle is not None:
        name, sign, keep = settle.partition("=")
        if not sign:
            mend = "give it as FIELD=INITIALS, such as voice=KL"
            raise InputError(Finding(said=f"--settle {settle!r} names nobody", mend=mend))
        for track in tracks:
            kept += len(
                engine.settle(place, track, engine.read_field(name), keep, by=by, view=view)
            )
        say(f"{kept} statements rejected")
    elif verdict is not None:
        only = None if field is None else engine.read_field(field)
        for track in tracks:
            kept += len(
                engine.judge_proposals(
                    place, track, by=by, accepted=verdict == "accept", field=only, view=view
                )
            )
        say(f"{kept} proposals {verdict}ed")
    else:
        kept = len(engine.stamp(place, tracks, by=by, view=view))
        say(f"{kept} tracks stamped as reviewed")


@click.command()
@click.argument("track", required=False)
@library_at
@view_options
@json_option
def history(
    track: str | None, locator: str | None, *, as_json: bool, **words: str | tuple[str, ...]
) -> None:
    """Show every change that people made, of one track or of all; nothing is ever taken out.

    Example: setlist library history "Still Pond" --library ~/Music/sessions
    """
    from setlist import engine
    from setlist.cli.screen import print_json, print_table

    place = split_library((), locator)[0]
    changes = engine.read_history(place, track, view=view_of(words))
    if as_json:
        print_json(engine.json_text(changes))
        return
    rows = [engine.tell_change(change) for change in changes]
    print_table(("no", "at", "by", "track", "what", "how"), rows, right="no")


def _list_open(place: str, words: dict[str, str | tuple[str, ...]], *, as_json: bool) -> None:
    """List proposals and disagreements."""
    from setlist import engine
    from setlist.cli.screen import print_json, print_table, say

    waiting = engine.list_proposals(place, view=view_of(words))
    conflicts = engine.list_conflicts(place, view=view_of(words))
    if as_json:
        print_json(engine.json_text({"proposals": waiting, "conflicts": conflicts}))
        return
    rows = [
        ("proposed", each.track[:19], f"{each.field}: {each.by} {each.value}") for each in waiting
    ]
    rows += [("not agreed", each.track[:19], str(each)) for each in conflicts]
    if rows:
        print_table(("state", "track", "what"), rows)
    say(f"{len(waiting)} proposals wait, {len(conflicts)} disagreements")
