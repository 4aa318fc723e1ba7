"""Notes of a focus group by topic, and attendance; neither names anybody."""

from datetime import date

from plodnee.engine.thai_text import to_thai_digits
from plodnee.fieldwork.definitions.model import Choice, Form, Group, Kind, Question, Said
from plodnee.fieldwork.definitions.shared import CENTRE, opening

# The letter's eleven items of topic 1, and its topics 2, 3 and 5, as the circular numbers them: the
# beginnings of the titles in policy/visit_rounds.toml, in whose items confirmed notes are kept.
_ITEMS = (
    ("1.1", "ที่มาของคณะกรรมการ", "Where the committee comes from"),
    ("1.2", "การวิเคราะห์ข้อมูลลูกหนี้และจัดประเภทลูกหนี้", "Analysis and classing of debtors"),
    ("1.3", "กระบวนการปรับโครงสร้างหนี้", "Restructuring of debts"),
    ("1.4", "การจัดทำแผนปฏิบัติการประจำปี", "Annual action plan"),
    ("1.5", "การบริหารจัดการหนี้", "Management of debts: contracts and the menu"),
    ("1.6", "แผนการสนับสนุนครัวเรือนเป้าหมาย", "Plan to support target households"),
    ("1.7", "กิจกรรมของศูนย์จัดการกองทุนชุมชน", "Activities of the centre"),
    ("1.8", "การมีส่วนร่วมของสมาชิก", "Participation of members"),
    ("1.9", "การส่งเสริมอาชีพครัวเรือนเป้าหมาย", "Occupations of target households"),
    ("1.10", "การบริหารจัดการหนี้ (ลดหนี้) ของครัวเรือนเป้าหมาย", "How target households owe less"),
    ("1.11", "การเป็นศูนย์จัดการกองทุนชุมชนต้นแบบ", "Being a model centre"),
    ("2", "ติดตามผลการดำเนินงานกิจกรรม", "Results of the years before"),
    ("3", "แผนการดำเนินงานกิจกรรม", "Plan of this year"),
    ("5", "แลกเปลี่ยนประเด็นในการบริหารจัดการหนี้ไปสู่ 1 ครัวเรือน 1 สัญญา",
     "Exchange on one household, one contract"),
)  # fmt: skip
TOPICS = tuple(
    Choice(code, Said(f"{to_thai_digits(code)} {thai}", f"{code} {english}"))
    for code, thai, english in _ITEMS
)
SPEAKERS = (
    Choice("committee", Said("กรรมการศูนย์ฯ", "Committee")),
    Choice("model_household", Said("ครัวเรือนต้นแบบ", "Model household")),
    Choice("household", Said("ครัวเรือนอื่น", "Another household")),
    Choice("member_group", Said("กลุ่มสมาชิก", "Member group")),
    Choice("leader", Said("ผู้นำชุมชน", "Community leader")),
    Choice("officer", Said("เจ้าหน้าที่", "Officer")),
)
NOTE_KINDS = (
    Choice("technique", Said("เทคนิควิธีการ", "Technique")),
    Choice("success", Said("ปัจจัยแห่งความสำเร็จ", "Success factor")),
    Choice("problem", Said("ปัญหาอุปสรรค", "Problem")),
    Choice("suggestion", Said("ข้อเสนอแนะ", "Suggestion")),
)
ACTIVITIES = (
    Choice("meeting", Said("ประชุมศูนย์ฯ", "Meeting of the centre")),
    Choice("training", Said("ฝึกอบรม", "Training")),
    Choice("occupation", Said("กิจกรรมอาชีพ", "Occupation")),
    Choice("visit", Said("ต้อนรับคณะติดตาม", "Monitoring visit")),
    Choice("welfare", Said("กิจกรรมสวัสดิการ", "Welfare")),
)
_NEVER_A_NAME = Said("เขียนสิ่งที่พูด อย่าเขียนชื่อคน", "Write what was said, never a name")

NOTES = Form(
    "plodnee_focus_group",
    Said("บันทึกสนทนากลุ่มตามประเด็น", "Focus-group notes by topic"),
    date(2026, 11, 27),
    CENTRE,
    (
        *opening(CENTRE, Said("วันที่สนทนา", "Day of the talk")),
        Group(
            "said",
            Said("ข้อความหนึ่งข้อ", "One note"),
            (
                Question("topic", Kind.CHOICE, Said("ประเด็น", "Topic"), choices=TOPICS),
                Question(
                    "speaker",
                    Kind.CHOICE,
                    Said("ผู้พูดเป็น", "The speaker is"),
                    Said("เลือกบทบาท ไม่ถามชื่อ", "A role; no name is asked"),
                    choices=SPEAKERS,
                ),
                Question("note_kind", Kind.CHOICE, Said("เป็น", "It is"), choices=NOTE_KINDS),
                Question("words", Kind.LONG, Said("ข้อความ", "What was said"), _NEVER_A_NAME,
                         least=3, most=2000),
            ),
            repeats=True,
        ),
    ),
)  # fmt: skip
ATTENDANCE = Form(
    "plodnee_attendance",
    Said("การเข้าร่วมกิจกรรม", "Attendance"),
    date(2026, 11, 26),
    CENTRE,
    (
        *opening(CENTRE, Said("วันที่จัดกิจกรรม", "Day of the activity")),
        Question("activity", Kind.CHOICE, Said("กิจกรรม", "Activity"), choices=ACTIVITIES),
        Question("what", Kind.TEXT, Said("เรื่อง", "About"), most=200),
        Question("invited", Kind.WHOLE, Said("เชิญ (คน)", "Invited"), least=0, most=5000),
        Group(
            "came",
            Said("ผู้เข้าร่วม", "Who came"),
            (
                Question("men", Kind.WHOLE, Said("ชาย (คน)", "Men"), least=0, most=5000),
                Question("women", Kind.WHOLE, Said("หญิง (คน)", "Women"), least=0, most=5000),
            ),
        ),
        Question(
            "came_total",
            Kind.TOTAL,
            Said("รวมผู้เข้าร่วม (คน)", "Who came, altogether"),
            required=False,
            sums=("men", "women"),
        ),
        Question(
            "note",
            Kind.LONG,
            Said("ผลของกิจกรรม", "What came of it"),
            _NEVER_A_NAME,
            required=False,
            most=4000,
        ),
    ),
)
