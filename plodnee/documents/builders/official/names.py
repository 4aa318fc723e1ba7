"""Names of places that a line of a paper never parts."""

from string import digits

from plodnee.documents.builders.official.digits import official_digits

VILLAGE, SHORTEST = "บ้าน", 3


def unparted(centre: str, *places: str) -> tuple[str, ...]:
    """The village within a centre's name, and each word of the places, as papers write them."""
    _before, found, name = official_digits(centre).partition(VILLAGE)
    words = (word for place in places for word in place.split())
    named = (word for word in words if len(word) > SHORTEST and not set(word) & set(digits))
    return (f"{found}{name}".split(" ")[0], *named)
