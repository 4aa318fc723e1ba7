"""Notes of a focus group by topic, and attendance; neither names anybody."""

from datetime import date

from plodnee.fieldwork.definitions.model import Choice, Form, Group, Kind, Question, Said
from plodnee.fieldwork.definitions.shared import CENTRE, opening

# The letter's eleven items of topic 1, and its topics 2, 3 and 5.
TOPICS = (
    Choice("1.1", Said("๑.๑ ทะเบียนข้อมูลลูกหนี้ทั้งหมด", "1.1 Register of all debtors")),
    Choice("1.2", Said("๑.๒ แผนบริหารจัดการหนี้", "1.2 Debt-management plan")),
    Choice("1.3", Said("๑.๓ ทะเบียนครัวเรือนและภาวะหนี้สิน", "1.3 Households and their debts")),
    Choice("1.4", Said("๑.๔ ที่มาของคณะกรรมการ", "1.4 Where the committee comes from")),
    Choice("1.5", Said("๑.๕ การวิเคราะห์และจัดประเภทลูกหนี้", "1.5 Analysis and classing")),
    Choice("1.6", Said("๑.๖ การปรับโครงสร้างหนี้", "1.6 Restructuring")),
    Choice("1.7", Said("๑.๗ แผนปฏิบัติการประจำปี", "1.7 Annual action plan")),
    Choice("1.8", Said("๑.๘ ปรับเปลี่ยนสัญญาและเมนูทางเลือก", "1.8 Contracts and the menu")),
    Choice("1.9", Said("๑.๙ แผนสนับสนุนครัวเรือนเป้าหมาย", "1.9 Support of target households")),
    Choice("1.10", Said("๑.๑๐ กิจกรรมของศูนย์ฯ และการมีส่วนร่วม", "1.10 Activities, participation")),
    Choice("1.11", Said("๑.๑๑ การส่งเสริมอาชีพและลดหนี้", "1.11 Occupations and less debt")),
    Choice("2", Said("๒ ผลการดำเนินงาน ๒๕๖๐–๒๕๖๑", "2 Results of 2560–2561")),
    Choice("3", Said("๓ แผนการดำเนินงาน ๒๕๖๒", "3 Plan of 2562")),
    Choice("5", Said("๕ แลกเปลี่ยน ๑ ครัวเรือน ๑ สัญญา", "5 One household, one contract")),
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
