"""The visit to a household: to help, and where the committee spoke of the debt, that it did."""

from datetime import date

from plodnee.fieldwork.definitions.model import Choice, Form, Group, Kind, Question, Said, When
from plodnee.fieldwork.definitions.shared import HOUSEHOLD, YES_NO, opening

PURPOSES = (
    Choice("plan", Said("ติดตามแผนชำระหนี้", "How the plan goes")),
    Choice("income", Said("รายได้และบัญชีครัวเรือน", "Income and the household account")),
    Choice("occupation", Said("ส่งเสริมอาชีพ", "Occupation")),
    Choice("welfare", Said("สวัสดิการและความเป็นอยู่", "Welfare")),
)
OUTCOMES = (
    Choice("met", Said("พบ", "Met")),
    Choice("not_home", Said("ไม่อยู่บ้าน", "Nobody at home")),
    Choice("moved", Said("ย้ายไปแล้ว", "Moved away")),
)
SPOKEN = (
    Choice("spoke", Said("พูดคุยแล้ว", "Spoke")),
    Choice("promised", Said("นัดว่าจะชำระ", "Promised to pay")),
    Choice("needs_plan", Said("ขอวางแผนใหม่", "Needs another plan")),
    Choice("disputes", Said("แย้งยอดหนี้", "Disputes the debt")),
)
_IF_MET, _IF_SPOKE = When("outcome", ("met",)), When("spoke_of_debt", ("yes",))
_IF_PROMISED = When("contact_outcome", ("promised",))

VISIT = Form(
    "plodnee_household_visit",
    Said("เยี่ยมครัวเรือน", "Visit to a household"),
    date(2026, 11, 26),
    HOUSEHOLD,
    (
        *opening(HOUSEHOLD, Said("วันที่เยี่ยม", "Day of the visit")),
        Question("visit_purpose", Kind.CHOICE, Said("ไปเรื่อง", "About"), choices=PURPOSES),
        Question("outcome", Kind.CHOICE, Said("ผลการเยี่ยม", "Outcome"), choices=OUTCOMES),
        Question(
            "spoke_of_debt",
            Kind.CHOICE,
            Said("ได้พูดเรื่องชำระหนี้หรือไม่", "Was paying the debt spoken of?"),
            Said(
                "เจ้าหน้าที่ของรัฐพูดทวงหนี้ไม่ได้ ให้ตอบไม่ใช่",
                "An official of the state may not ask for a debt: answer no",
            ),
            choices=YES_NO,
            when=_IF_MET,
        ),
        Group(
            "contact",
            Said("เรื่องหนี้ที่พูดกัน", "What was said of the debt"),
            (
                Question(
                    "contact_hour",
                    Kind.WHOLE,
                    Said("เวลากี่นาฬิกา (0–23)", "At which hour (0–23)"),
                    Said("กฎหมายให้ติดต่อได้เฉพาะบางเวลา", "The law allows certain hours only"),
                    least=0,
                    most=23,
                ),
                Question("contact_outcome", Kind.CHOICE, Said("ผล", "Outcome"), choices=SPOKEN),
                Question(
                    "promised_on",
                    Kind.DAY,
                    Said("นัดชำระวันที่", "Promised for"),
                    future=True,
                    when=_IF_PROMISED,
                ),
                Question(
                    "promised",
                    Kind.BAHT,
                    Said("จำนวนที่นัดชำระ", "Amount promised"),
                    Said("เป็นบาท", "In baht"),
                    required=False,
                    most=100_000_000,
                    when=_IF_PROMISED,
                ),
            ),
            when=_IF_SPOKE,
        ),
        Question(
            "note",
            Kind.LONG,
            Said("สิ่งที่เห็นและตกลงกัน", "What was seen and agreed"),
            Said("อย่าเขียนเลขประจำตัวประชาชน", "Write no national id"),
            required=False,
            most=2000,
        ),
        Question(
            "photo",
            Kind.PHOTO,
            Said("ภาพถ่าย", "Photograph"),
            Said("อย่าถ่ายบัตรประชาชนหรือใบหน้า", "No identity card, no faces"),
            required=False,
        ),
    ),
)
