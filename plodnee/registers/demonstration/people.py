"""Invented people: readable names that no family bears, and ids that no office issues."""

from dataclasses import dataclass
from itertools import product

from plodnee.engine import national_id
from plodnee.registers.book import PersonName
from plodnee.registers.demonstration.draws import Draws

# The surnames say "made up", "model", "example", "trial", "rehearsal" before a word of the fields,
# so that a reader who meets one alone knows it for an invention.
_SURNAMES = tuple(
    first + second
    for first, second in product(
        ("สมมุติ", "จำลอง", "ตัวอย่าง", "ทดลอง", "ซ้อม"),
        (
            "นาทุ่ง", "รวงข้าว", "บึงใส", "ไร่งาม", "ดอนสูง", "โคกแสง", "หนองกว้าง", "ลานตาก",
            "ยุ้งฉาง", "คันนา", "เกวียนทอง", "ฟางใหม่",
        ),
    )
)  # fmt: skip
_MEN = (
    "กล้าดง", "คำปัน", "แดนไท", "ตาวัน", "ทองปุ้น", "บุญโฮม", "ปานไร่", "พรายทุ่ง", "ภูลาน", "มั่นดอน",
    "เรืองนา", "ลือคำ", "วันโชย", "สิงห์ทุ่ง", "แสนดอย", "หาญบึง", "อินทุ่ง", "อุ่นแก้ว", "เกริกดิน", "จันลา",
)  # fmt: skip
_WOMEN = (
    "กอบข้าว", "ขวัญลาน", "คำผาย", "จันทุ่ง", "ดอกฝ้าย", "ทองม้วน", "นวลนา", "บัวบึง", "ใบคูน", "ปลายฝน",
    "ผกาไร่", "พวงรวง", "มาลีทุ่ง", "ลำดวนดอน", "วงเดือน", "สายธาน", "แสงคำ", "หอมข้าว",
    "อบเชยลาน", "เอื้องนา",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person with a valid id that begins with 9."""

    name: PersonName
    national_id: str


class Villagers:
    """The people of one village; no two of them share a name or an id."""

    def __init__(self, area_code: str, draws: Draws) -> None:
        self._first_number = int(area_code) * 1000
        self._draws = draws
        self._taken: set[str] = set()

    def newcomer(self, surname: str | None = None) -> Person:
        """Somebody not met before, of a family if its surname is given."""
        family = surname or self._draws.pick(_SURNAMES)
        for _ in range(len(_MEN) + len(_WOMEN)):
            title, given = self._given()
            full = f"{given} {family}"
            if full not in self._taken:
                return self._registered(PersonName(title, full))
            family = surname or self._draws.pick(_SURNAMES)
        return self._registered(self._any_free(family))

    def _given(self) -> tuple[str, str]:
        if self._draws.chance(0.5):
            return "นาย", self._draws.pick(_MEN)
        return ("นาง" if self._draws.chance(0.8) else "นางสาว"), self._draws.pick(_WOMEN)

    def _any_free(self, family: str) -> PersonName:
        for name in (*_MEN, *_WOMEN):
            if f"{name} {family}" not in self._taken:
                return PersonName("นาย" if name in _MEN else "นาง", f"{name} {family}")
        raise ValueError(f"no name is left for the family {family}")

    def _registered(self, name: PersonName) -> Person:
        number = self._first_number + len(self._taken)
        self._taken.add(name.full)
        return Person(name, national_id.make_up(number))


def surname(person: Person) -> str:
    """The family's name of an invented person."""
    return person.name.full.split(" ")[-1]
