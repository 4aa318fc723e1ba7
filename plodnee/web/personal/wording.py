"""What pages call consents, requests, legal bases and the pages that showed somebody."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plodnee.privacy.models import ConsentRecord, ProcessingPurpose, SubjectRequest

CONSENT_STATES: dict[str, Promise] = {
    "none": _("ยังไม่ให้ความยินยอม"),
    "given": _("ให้ความยินยอมแล้ว"),
    "withdrawn": _("ถอนความยินยอมแล้ว"),
}
CHANNEL_NAMES: dict[str, Promise] = {
    ConsentRecord.Channel.PAPER: _("แบบฟอร์มกระดาษ"),
    ConsentRecord.Channel.SCREEN: _("หน้าจอ"),
    ConsentRecord.Channel.SPOKEN: _("วาจาต่อหน้าพยาน"),
}
REQUEST_NAMES: dict[str, Promise] = {
    SubjectRequest.Kind.EXPORT: _("ขอสำเนาข้อมูล"),
    SubjectRequest.Kind.ERASURE: _("ขอให้ลบข้อมูล"),
    SubjectRequest.Kind.CORRECTION: _("ขอแก้ไขข้อมูล"),
    SubjectRequest.Kind.OBJECTION: _("คัดค้านการใช้ข้อมูล"),
}
BASIS_NAMES: dict[str, Promise] = {
    ProcessingPurpose.Basis.PUBLIC_TASK: _("ภารกิจเพื่อประโยชน์สาธารณะ มาตรา 24(4)"),
    ProcessingPurpose.Basis.CONTRACT: _("สัญญา มาตรา 24(3)"),
    ProcessingPurpose.Basis.LEGAL_OBLIGATION: _("หน้าที่ตามกฎหมาย มาตรา 24(6)"),
    ProcessingPurpose.Basis.CONSENT: _("ความยินยอม มาตรา 19"),
}
# Address -> what its page is called in the log; others are shown by their address.
SCREEN_NAMES: dict[str, Promise] = {
    "household": _("หน้าครัวเรือน"),
    "households": _("รายชื่อครัวเรือน"),
    "plan_sheet": _("แผนของครัวเรือน (PDF)"),
    "pack": _("เอกสารทั้งชุด"),
    "register_file": _("ทะเบียน (.xlsx)"),
    **dict.fromkeys(("centre_list", "district_list"), _("ทะเบียน")),
    **dict.fromkeys(("centre_list_xlsx", "district_list_xlsx"), _("ทะเบียน (.xlsx)")),
    **dict.fromkeys(("centre_list_csv", "district_list_csv"), _("ทะเบียน (.csv)")),
    **dict.fromkeys(("centre_list_pdf", "district_list_pdf"), _("ทะเบียน (PDF)")),
    "visit_people": _("ผู้เข้าร่วมการลงพื้นที่"),
    "balances": _("ยืนยันยอดหนี้"),
    "issue_slips": _("ยืนยันยอดหนี้"),
    **dict.fromkeys(("slip", "record_answer", "settle_dispute", "undo_answer"), _("ใบยืนยันยอดหนี้")),
    "slips_file": _("ใบยืนยันยอดหนี้ (PDF)"),
    "slip_file": _("ใบยืนยันยอดหนี้ (PDF)"),
    "baselines": _("ยอดหนี้ตั้งต้น"),
    **dict.fromkeys(("baseline", "restate_baseline"), _("ยอดหนี้ตั้งต้น")),
    **dict.fromkeys(
        (
            "upload",
            "import",
            "confirm",
            "discard",
            "undo_import",
            "layout",
            "layout_columns",
            "layout_give_up",
        ),
        _("ตรวจทะเบียน"),
    ),
    "results": _("ผลของทุกครัวเรือน"),
    "results_file": _("ผลของทุกครัวเรือน (.xlsx)"),
    "results_text": _("ผลของทุกครัวเรือน (.csv)"),
    **dict.fromkeys(
        (
            "allocation",
            "allocation_try",
            "allocation_keep",
            "allocation_kept",
            "allocation_withdraw",
        ),
        _("จัดสรรทุนของศูนย์ฯ"),
    ),
    "allocation_file": _("จัดสรรทุนของศูนย์ฯ (.xlsx)"),
    "allocation_text": _("จัดสรรทุนของศูนย์ฯ (.csv)"),
    **dict.fromkeys(
        ("workspace", "workspace_try", "workspace_pin", "workspace_unpin"),
        _("โต๊ะทำงานคณะกรรมการ"),
    ),
    "offer_sheet": _("ข้อเสนอแก่ครัวเรือน (PDF)"),
    **dict.fromkeys(("committee", "order", "order_pdf", "order_docx"), _("คณะกรรมการและคำสั่ง")),
    **dict.fromkeys(
        (
            "meetings",
            "meeting_new",
            "meeting",
            "meeting_write",
            "meeting_close",
            "notice_pdf",
            "notice_docx",
            "minutes_pdf",
            "minutes_docx",
        ),
        _("การประชุมคณะกรรมการ"),
    ),
    **dict.fromkeys(
        (
            "rules",
            "rules_version",
            "rules_draft",
            "rules_edit",
            "rules_try",
            "rules_propose",
            "rules_withdraw",
        ),
        _("เกณฑ์และเมนูของศูนย์ฯ"),
    ),
    **dict.fromkeys(
        (
            "contracts",
            "contract_new",
            "contract",
            "contract_sign",
            "contract_withdraw",
            "contract_cancel",
            "contract_amend",
            "contract_pay_off",
            "contract_settle",
            "contract_propose",
            "contract_waive",
            "contract_fee",
            "contract_late",
            "contract_adjust",
            "contract_issue",
            "contract_account",
        ),
        _("สัญญาของครัวเรือน"),
    ),
    "contracts_text": _("สัญญาของครัวเรือน (.csv)"),
    "outcomes": _("ผลการลดหนี้"),
    "outcomes_text": _("ผลการลดหนี้ (.csv)"),
    **dict.fromkeys(
        ("contract_pdf", "contract_docx", "contract_paper_pdf", "contract_paper_docx"),
        _("เอกสารสัญญา"),
    ),
    **dict.fromkeys(
        ("following", "following_home", "following_write", "following_visit"),
        _("ติดตามครัวเรือน"),
    ),
    "following_notices": _("แจ้งผู้ค้ำประกัน"),
    **dict.fromkeys(("letter_pdf", "letter_docx"), _("หนังสือแจ้งผู้ค้ำประกัน")),
    "following_visits": _("เยี่ยมครัวเรือน"),
    "following_claims": _("อายุความ"),
    "rules_trial": _("ทดลองใช้เกณฑ์"),
    "rules_trial_text": _("ทดลองใช้เกณฑ์ (.csv)"),
    "ageing": _("อายุหนี้ค้างชำระ"),
    "ageing_text": _("อายุหนี้ค้างชำระ (.csv)"),
    "ageing_file": _("อายุหนี้ค้างชำระ (.xlsx)"),
    **dict.fromkeys(
        ("cases", "cases_text", "case", "case_open", "case_step", "waiting"),
        _("เรื่องของครัวเรือน"),
    ),
    **dict.fromkeys(
        ("collections", "sheet", "sheet_open", "sheet_take", "sheet_finish"), _("ใบรับชำระหนี้")
    ),
    **dict.fromkeys(("receipt", "sheet_receipts"), _("ใบเสร็จรับเงิน (PDF)")),
    **dict.fromkeys(
        (
            "books",
            "books_open",
            "enter_choose",
            "enter_entry",
            "day_book",
            "book_entry",
            "trial_balance",
            "account_statement",
            "fund_statement",
            *(
                f"{name}_{ending}"
                for name in ("day_book", "trial_balance", "account_statement", "fund_statement")
                for ending in ("xlsx", "csv", "pdf")
            ),
        ),
        _("สมุดบัญชี"),
    ),
    "refused_xlsx": _("แถวที่ไม่รับ (.xlsx)"),
    "report_xlsx": _("รายงานการนำเข้า (.xlsx)"),
    **dict.fromkeys(("record_centre", "enter_in_centre"), _("บันทึกทะเบียนของศูนย์ฯ")),
    **dict.fromkeys(("record", "enter_in_household", "undo_entry"), _("บันทึกทะเบียนของครัวเรือน")),
    **dict.fromkeys(
        ("attach_evidence", "look_at_evidence", "withdraw_evidence"), _("หลักฐานของครัวเรือน")
    ),
    "problems_csv": _("รายการที่พบในสมุดงาน (.csv)"),
    **dict.fromkeys(
        ("persons", "consent", "subject_request", "answer_request", "legal_hold"),
        _("บุคคลในครัวเรือน"),
    ),
    **dict.fromkeys(
        ("identities", "decide_identity", "join_like", "undo_identity"), _("รายการที่อาจซ้ำกัน")
    ),
    **dict.fromkeys(("drafts", "draft", "draft_decide", "draft_file"), _("รายการจากภาคสนาม")),
    "drafts_xlsx": _("รายการจากภาคสนาม (.xlsx)"),
    "drafts_csv": _("รายการจากภาคสนาม (.csv)"),
    **dict.fromkeys(("assignments", "assignment_end"), _("มอบหมายครัวเรือน")),
    **dict.fromkeys(("field_choose", "field_fill", "field_fill_home"), _("กรอกบนเว็บ")),
    "openrosa_list": _("รายชื่อครัวเรือนสำหรับอุปกรณ์"),
    "reveal": _("เปิดดูเลขประจำตัวประชาชน"),
    "subject_export": _("สำเนาข้อมูลแก่เจ้าของข้อมูล"),
    "reveal_house": _("เปิดดูบ้านเลขที่"),
}
# What retention drops, by the kind of thing; the periods of the rules bear the same names.
RETENTION_NAMES: dict[str, Promise] = {
    "waiting_workbook": _("สมุดงานผังอื่นที่ไม่มีใครจัด"),
    "undecided_import": _("การนำเข้าที่ไม่มีใครตัดสิน"),
    "discarded_report": _("รายงานของการนำเข้าที่ยกเลิก"),
    "import_report": _("รายงานของการนำเข้าที่ยืนยันแล้ว"),
    "withdrawn_evidence": _("ไฟล์หลักฐานที่ถอนเพราะแนบผิด"),
    "settled_evidence": _("ไฟล์หลักฐานของหนี้ที่ปิดนานแล้ว"),
    "pack": _("ชุดเอกสารของศูนย์ฯ ที่จัดทำไว้"),
    "person_without_debt": _("บุคคลที่ไม่มีทะเบียนใดกล่าวถึงแล้ว"),
}
PERIOD_NAMES: dict[str, Promise] = {
    **RETENTION_NAMES,
    "undecided_import": _("การนำเข้าที่ไม่มีใครตัดสิน และสมุดงานผังอื่นที่ไม่มีใครจัด"),
}
# Event of the trail -> what it dropped.
DROPPED_NAMES: dict[str, Promise] = {
    "privacy.report_dropped": _("รายงานของการนำเข้า"),
    "privacy.evidence_removed": _("ไฟล์หลักฐาน"),
    "privacy.pack_dropped": _("ชุดเอกสารของศูนย์ฯ"),
    "privacy.erased": _("ข้อมูลของบุคคล"),
    "registers.layout_given_up": _("สมุดงานผังอื่น"),
}
