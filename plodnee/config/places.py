"""Where the installation keeps its data: one directory that only its owner may read."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
CHECKOUT = PACKAGE.parent


def data_directory(named: str | None) -> Path:
    """The data directory, made if absent: the named one, else `data` of the checkout or of cwd."""
    home = CHECKOUT if (CHECKOUT / "pyproject.toml").is_file() else Path.cwd()
    place = Path(named).expanduser().resolve() if named else home / "data"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place
