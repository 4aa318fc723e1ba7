"""Where the installation keeps its data: one directory that only its owner may read."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
CHECKOUT = PACKAGE.parent


def data_place(named: str | None) -> Path:
    """Where the data directory is or would be: the named one, else `data` of checkout or cwd."""
    home = CHECKOUT if (CHECKOUT / "pyproject.toml").is_file() else Path.cwd()
    return Path(named).expanduser().resolve() if named else home / "data"


def data_directory(named: str | None) -> Path:
    """The data directory, made if absent."""
    place = data_place(named)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place
