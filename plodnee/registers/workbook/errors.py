"""The refusal of a workbook as a whole, raised wherever a reason shows."""

from typing import ClassVar

from plodnee.errors import Refusal


class WorkbookRefused(Refusal):
    """The workbook is refused and nothing of it is taken; `reason` is a code of `messages`."""

    code: ClassVar[str] = "registers.workbook_refused"
    message_th: ClassVar[str] = "ระบบไม่รับสมุดงานนี้ ({reason})"
    message_en: ClassVar[str] = "The workbook is refused ({reason})."

    def __init__(
        self, reason: str, *, sheet: str = "", cell: str | None = None, **details: object
    ) -> None:
        self.reason, self.sheet, self.cell = reason, sheet, cell
        super().__init__(reason=reason, **details)
