"""The national id: its check digit, how it is masked, and the ids of made-up people."""

LENGTH = 13
MADE_UP_FIRST_DIGIT = "9"  # never issued: demonstrations, tests and training use it
_MADE_UP_RANGE = 10**11


def check_digit(first_twelve: str) -> str:
    """The thirteenth digit that belongs to the first twelve.

    Raises: ValueError unless twelve Arabic digits are given.
    Source: weights 13 down to 2, modulo 11; compared with python-stdnum in a test.
    """
    if len(first_twelve) != LENGTH - 1 or not _arabic(first_twelve):
        raise ValueError("a check digit needs twelve digits")
    weights = range(LENGTH, 1, -1)
    total = sum(w * int(digit) for w, digit in zip(weights, first_twelve, strict=True))
    return str((11 - total % 11) % 10)


def is_valid(national_id: str) -> bool:
    """Whether the text is thirteen Arabic digits, the last of which checks the others."""
    return (
        len(national_id) == LENGTH
        and _arabic(national_id)
        and check_digit(national_id[:-1]) == national_id[-1]
    )


def is_made_up(national_id: str) -> bool:
    """Whether the id belongs to a made-up person, who is shown as such everywhere."""
    return national_id.startswith(MADE_UP_FIRST_DIGIT)


def starts_with_zero(national_id: str) -> bool:
    """Whether the id is one of the records without Thai nationality: accepted and noted."""
    return national_id.startswith("0")


def make_up(number: int) -> str:
    """A valid id of a made-up person, another one for every number.

    Raises: ValueError if the number is outside 0 … 10**11 - 1.
    """
    if not 0 <= number < _MADE_UP_RANGE:
        raise ValueError(f"no made-up id has the number {number}")
    first = f"{MADE_UP_FIRST_DIGIT}{number:011d}"
    return first + check_digit(first)


def dashed(national_id: str) -> str:
    """The id as cards print it, `1-2345-67890-12-3`."""
    i = national_id
    return f"{i[0]}-{i[1:5]}-{i[5:10]}-{i[10:12]}-{i[12]}"


def mask(national_id: str | None) -> str:
    """The id as paper and screens may show it, `1-xxxx-xxxxx-12-3`; empty without an id."""
    if not national_id:
        return ""
    return f"{national_id[0]}-xxxx-xxxxx-{national_id[10:12]}-{national_id[12]}"


def _arabic(text: str) -> bool:
    return text.isascii() and text.isdigit()
