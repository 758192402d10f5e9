"""Where a catalog stands: its URL, read, and written so that no password shows."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from setlist.errors import Finding, InputError
from setlist.wording import escape_text

_CATALOG = re.compile(r"(sqlite|postgres(ql)?)(\+\w+)?:", re.IGNORECASE)
_FILE = re.compile(r"sqlite(\+\w+)?://(?P<path>.*)", re.IGNORECASE | re.DOTALL)
_SCHEME = re.compile(r"[a-z+]{2,}", re.IGNORECASE)

_FORMS = (
    "give sqlite:////folder/catalog.db (four slashes before an absolute path) "
    "or postgresql://user@host/database"
)
_HIDDEN = "***"
_PSYCOPG = "postgresql+psycopg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a catalog stands.

    ``shown`` is the URL without its password; ``path`` is the file of an SQLite catalog, None
    for one in memory or on a server.
    """

    url: URL = field(repr=False)
    shown: str
    path: Path | None

    def is_server(self) -> bool:
        """Tell whether a server holds the catalog."""
        return self.url.drivername == _PSYCOPG

    def is_in_memory(self) -> bool:
        """Tell whether the catalog is gone when it is closed."""
        return self.path is None and not self.is_server()

    def hide_secrets(self, text: str) -> str:
        """Write what a server or library said, without any password in it."""
        for secret in _list_secrets(self.url):
            text = text.replace(secret, _HIDDEN)
        return text


def is_catalog_url(text: str) -> bool:
    """Tell whether a text is the URL of a catalog, and no folder or file.

    Parameters
    ----------
    text : str
        What a person gave as a library.
    """
    return _CATALOG.match(text) is not None


def read_address(text: str | Path) -> Address:
    """Read the URL of a catalog, or take the path of its file.

    Parameters
    ----------
    text : str or Path
        ``sqlite:////abs/file``, ``sqlite://`` (in memory) or ``postgresql://...``; a path may
        hold what a URL may not.

    Returns
    -------
    Address
        Servers are always reached through psycopg 3.

    Raises
    ------
    InputError
        It is no such URL.
    """
    if isinstance(text, Path):
        return _name_file(text)
    file = _FILE.fullmatch(text)
    if file:
        return _read_file(file["path"])
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        raise _refuse("this is no URL of a catalog") from error
    kind = url.drivername.partition("+")[0].lower()
    if kind not in {"postgres", "postgresql"}:
        scheme = kind if _SCHEME.fullmatch(kind) else "this"
        raise _refuse(f"a catalog cannot stand in {scheme}")
    url = url.set(drivername=_PSYCOPG)
    return Address(url=url, shown=_show(url), path=None)


def _read_file(text: str) -> Address:
    """Read the path of an SQLite file, or of one in memory; nothing in it is quoted."""
    if text and not text.startswith("/"):
        raise _refuse("an SQLite catalog has no host, user or password")
    name = text.removeprefix("/")
    if not name or name == ":memory:":
        return Address(url=URL.create("sqlite"), shown="sqlite://", path=None)
    if "?" in name:
        raise _refuse("an SQLite catalog has no options, and no ? in its name")
    if name.startswith("file:") or "\x00" in name:
        raise _refuse("an SQLite catalog is named by its path alone")
    return _name_file(Path(name))


def _name_file(file: Path) -> Address:
    """Give the address of a file."""
    path = file.absolute()
    shown = f"sqlite:///{escape_text(str(path))}"
    return Address(url=URL.create("sqlite"), shown=shown, path=path)


def _show(url: URL) -> str:
    """Write the URL of a server without its password, wherever it stands."""
    hidden = {name: _HIDDEN for name in url.query if "password" in name.lower()}
    shown = url.set(drivername="postgresql").update_query_dict(hidden)
    # What stands after the question mark is quoted again.
    text = shown.render_as_string(hide_password=True).replace(quote(_HIDDEN, safe=""), _HIDDEN)
    return escape_text(text)


def _list_secrets(url: URL) -> list[str]:
    """Give every password of a URL, the longest first."""
    values = [value for name, value in url.query.items() if "password" in name.lower()]
    held = [each for value in values for each in ((value,) if isinstance(value, str) else value)]
    return sorted(filter(None, [url.password, *held]), key=len, reverse=True)


def _refuse(said: str) -> InputError:
    """Say that a text is no URL of a catalog; the text is left out, as a password may be in it."""
    return InputError(Finding(said=said, mend=_FORMS))
