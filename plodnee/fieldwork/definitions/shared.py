"""Questions with which every form begins: where, what was sent back, on which day."""

from plodnee.fieldwork.definitions.model import Choice, Kind, Question, Said, When

YES_NO = (Choice("yes", Said("ใช่", "Yes")), Choice("no", Said("ไม่ใช่", "No")))
HOUSEHOLD, CENTRE = "household", "centre"
_PLACES = {
    HOUSEHOLD: (
        Said("ครัวเรือน", "Household"),
        Said("เห็นเฉพาะครัวเรือนที่มอบหมายให้ท่าน", "Only households assigned to you are listed"),
    ),
    CENTRE: (Said("ศูนย์ฯ", "Centre"), Said("ศูนย์ฯ ที่ท่านทำงาน", "Centres at which you work")),
}
_SENT_BACK = When("returned")


def opening(place: str, day: Said) -> tuple[Question, ...]:
    """The place, what of it was sent back and why, and the day."""
    label, hint = _PLACES[place]
    nobody = Said("", "")
    known = {"kind": Kind.KNOWN, "label": nobody, "required": False, "of": place}
    return (
        Question(place, Kind.LISTED, label, hint, list_name=f"{place}s"),
        Question("seen", column="seen", **known),  # type: ignore[arg-type]
        Question("returned", column="returned", **known),  # type: ignore[arg-type]
        Question("returned_reason", column="reason", **known),  # type: ignore[arg-type]
        Question(
            "sent_back",
            Kind.NOTE,
            Said(
                "รายการก่อนถูกส่งกลับให้แก้: ${returned_reason}",
                "The last one was sent back to be put right: ${returned_reason}",
            ),
            required=False,
            when=_SENT_BACK,
        ),
        Question("day", Kind.DAY, day, Said("ไม่เกินวันนี้", "Not after today")),
    )
