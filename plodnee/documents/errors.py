"""What this package refuses."""

from plodnee.errors import Refusal


class TooFewHouseholds(Refusal):
    """The centre has so few households that its figures would tell of single ones."""

    code = "documents.too_few_households"
    message_th = "ศูนย์ฯ นี้มีครัวเรือนน้อยเกินไป ตัวเลขจึงเปิดให้เฉพาะศูนย์ฯ และอำเภอ"
    message_en = (
        "This centre has so few households that its figures stay with the centre and its district."
    )


class TooLongToPrint(Refusal):
    """A list has more rows than a PDF holds sensibly; the workbook prints all of them."""

    code = "documents.too_long_to_print"
    message_th = (
        "รายการนี้มี {rows} แถว ไฟล์ PDF พิมพ์ได้ไม่เกิน {most} แถว ระบบไม่ตัดแถวทิ้ง "
        "ใช้ไฟล์ .xlsx ซึ่งตั้งหน้ากระดาษไว้แล้ว หรือกรองให้แคบลง"
    )
    message_en = (
        "This list has {rows} rows; a PDF holds at most {most}. Nothing is cut: use the .xlsx, "
        "which is set up for printing, or narrow the list."
    )
