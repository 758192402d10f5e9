"""Where the files that ship with setlist stand, in a wheel and in a checkout.

The build copies the top-level folders ``arcs/`` and ``library/`` into ``setlist/_shipped/``.
An editable install has no such copy: there they stand beside ``pyproject.toml``.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def shipped_folder(name: str) -> Path:
    """Find a shipped folder.

    Parameters
    ----------
    name : str
        ``"arcs"`` or ``"library"``.

    Returns
    -------
    Path
        The folder; it exists.

    Raises
    ------
    FileNotFoundError
        The installation is broken: the folder is in neither place.
    """
    packed = _PACKAGE / "_shipped" / name
    if packed.is_dir():
        return packed
    checkout = _PACKAGE.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / name).is_dir():
        return checkout / name
    raise FileNotFoundError(packed)
