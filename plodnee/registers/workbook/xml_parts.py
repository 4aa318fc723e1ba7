"""XML read as a stream of elements by expat; a document type declaration stops it at once."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, NoReturn
from xml.parsers import expat

from plodnee.registers.workbook.errors import WorkbookRefused

StartHandler = Callable[[str, dict[str, str]], None]
EndHandler = Callable[[str], None]
TextHandler = Callable[[str], None]


class Element(NamedTuple):
    """An element without its name space: local name, attributes by local name, own text."""

    name: str
    attributes: dict[str, str]
    text: list[str]

    def get(self, attribute: str) -> str:
        """The attribute's value, empty where it does not stand."""
        return self.attributes.get(attribute, "")


def new_parser(start: StartHandler, end: EndHandler, text: TextHandler) -> expat.XMLParserType:
    """A parser that hands elements over as `name space + blank + local name`."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_dtd
    return parser


def elements(chunks: Iterable[bytes]) -> list[Element]:
    """All elements of a small part, in document order.

    Raises: WorkbookRefused if the part is not well-formed or declares a DTD.
    """
    found: list[Element] = []
    open_elements: list[Element] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        local = {_local(key): value for key, value in attributes.items()}
        element = Element(_local(name), local, [])
        found.append(element)
        open_elements.append(element)

    def text(content: str) -> None:
        open_elements[-1].text.append(content)

    parser = new_parser(start, lambda _name: _forget(open_elements), text)
    for _ in fed(parser, chunks):
        pass
    return found


def fed(parser: expat.XMLParserType, chunks: Iterable[bytes]) -> Iterator[None]:
    """Feeds a part to its parser and stops after each piece, so that what it found can be taken.

    Raises: WorkbookRefused if the part is not well-formed, or in an encoding of another age.
    """
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
            yield
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise WorkbookRefused("not_xlsx") from error
    yield


def _forget(open_elements: list[Element]) -> None:
    open_elements.pop()


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _refuse_dtd(*_declaration: object) -> NoReturn:
    raise WorkbookRefused("has_dtd")
