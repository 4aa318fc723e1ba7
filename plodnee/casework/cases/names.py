"""What states and deeds are called, in Thai and English: on pages, in refusals, in the docs."""

from collections.abc import Iterable, Mapping

from plodnee.casework.cases.states import Deed, State

STATES: Mapping[State, tuple[str, str]] = {
    State.NONE: ("ยังไม่เปิดเรื่อง", "Not opened"),
    State.SURVEY: ("สำรวจ", "Survey"),
    State.CONFIRMED: ("ยืนยันยอดแล้ว", "Balances confirmed"),
    State.CLASSIFIED: ("จัดประเภทแล้ว", "Classified"),
    State.PROPOSED: ("เสนอเมนูแล้ว", "Menu proposed"),
    State.NEGOTIATING: ("เจรจากับเจ้าหนี้", "Negotiating"),
    State.AGREED: ("ตกลงครบทุกฝ่าย", "Agreed"),
    State.CONTRACTED: ("ทำสัญญาแล้ว", "Under contract"),
    State.FOLLOWED_UP: ("ติดตาม", "Followed up"),
    State.REDUCED: ("ลดหนี้ได้", "Debt reduced"),
    State.REDEFAULTED: ("ผิดนัดซ้ำ", "Defaulted again"),
    State.CLEARED: ("ปิดสัญญาแล้ว", "Contract paid off"),
    State.WITHDRAWN: ("ถอนตัว", "Withdrawn"),
    State.DECEASED: ("เสียชีวิต", "Deceased"),
    State.MOVED: ("ย้ายออก", "Moved away"),
}
DEEDS: Mapping[Deed, tuple[str, str]] = {
    Deed.OPENED: ("เปิดเรื่อง", "Case opened"),
    Deed.CONFIRMED: ("ยืนยันยอดหนี้", "Balances confirmed"),
    Deed.CLASSIFIED: ("จัดประเภทลูกหนี้", "Classified"),
    Deed.PROPOSED: ("เสนอเมนูตามมติ", "Menu proposed by resolution"),
    Deed.CHOSEN: ("ครัวเรือนเลือกทาง", "Household chose a line"),
    Deed.OFFERED: ("ส่งข้อเสนอให้เจ้าหนี้", "Offers sent"),
    Deed.ANSWERED: ("บันทึกคำตอบเจ้าหนี้", "Creditor answered"),
    Deed.SPOUSE: ("บันทึกคู่สมรส", "Spouse recorded"),
    Deed.GUARANTOR: ("บันทึกผู้ค้ำประกัน", "Guarantor recorded"),
    Deed.AGREED: ("ตกลงครบ", "Everybody agreed"),
    Deed.CONTRACTED: ("ทำสัญญา", "Contract signed"),
    Deed.FOLLOWED_UP: ("ติดตาม", "Followed up"),
    Deed.REDUCED: ("ลดหนี้", "Debt reduced"),
    Deed.CLEARED: ("ชำระสัญญาครบ", "Contract paid off"),
    Deed.REDEFAULTED: ("ผิดนัดซ้ำ", "Defaulted again"),
    Deed.REOPENED: ("เปิดเรื่องอีกครั้ง", "Reopened"),
    Deed.WITHDRAWN: ("ถอนตัว", "Withdrew"),
    Deed.DECEASED: ("เสียชีวิต", "Deceased"),
    Deed.MOVED: ("ย้ายออก", "Moved away"),
}


def state_name(state: State | str, language: str = "th") -> str:
    """What a state is called."""
    return STATES[State(state)][language == "en"]


def deed_name(deed: Deed | str, language: str = "th") -> str:
    """What a deed is called."""
    return DEEDS[Deed(deed)][language == "en"]


def any_of(states: Iterable[State], language: str = "th") -> str:
    """These states as alternatives in a sentence."""
    between = " or " if language == "en" else " หรือ "
    return between.join(f'"{state_name(state, language)}"' for state in states)
