"""What this package refuses."""

from plodnee.errors import Refusal


class TooFewHouseholds(Refusal):
    """The centre has so few households that its figures would tell of single ones."""

    code = "documents.too_few_households"
    message_th = "ศูนย์ฯ นี้มีครัวเรือนน้อยเกินไป ตัวเลขจึงเปิดให้เฉพาะศูนย์ฯ และอำเภอ"
    message_en = (
        "This centre has so few households that its figures stay with the centre and its district."
    )
