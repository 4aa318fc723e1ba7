"""What nobody should send, by kind: for forms, addresses and their parameters."""

GARBAGE = {
    "nothing": "",
    "nul": "a\0b",
    "surrogate": "\ud800",
    "ten to the 400": "1" + "0" * 400,
    "many digits": "9" * 5000,
    "not a number": "NaN",
    "infinity": "-inf",
    "negative": "-1",
    "fraction": "1.5",
    "Thai digits": "๑๒",
    "invisible": "\u202e31011805\u200b\ufeff\u2060",
    "very long": "ก" * 3_000,
    "lookup": "centre__code__startswith",
    "in other tongues": (
        "'; DROP TABLE organization_centre; --{{ request.user.password }}{% debug %}"
        "<script>alert(1)</script>../../etc/passwd"
    ),
    "formula": "=HYPERLINK(1)",
    "nested": "[" * 2_000,
    "lines": "a\r\nSet-Cookie: b=c\r\n\r\n",
    "percent": "%00%ed%a0%80%",
}
# Of the kinds that are nearly right, which pass the first checks of a form.
NEARLY = {
    "date of no day": "31/02/2562",
    "date of no year": "16/3/62",
    "last day": "9999-12-31",
    "first day": "0001-01-01",
    "nearly too much": "9223372036854775807",
    "beyond 64 bits": "9223372036854775808",
    "parts of a satang": "0.005",
    "words": "หนึ่งพันบาท",
    "another's key": "00000000-0000-0000-0000-000000000a02",
    "json": '{"a": 1, "a": 2}',
    "blank": " ",
}
