"""What this package refuses."""

from plodnee.errors import Refusal


class TooFewHouseholds(Refusal):
    """The centre has so few households that its figures would tell of single ones."""

    code = "documents.too_few_households"
    message_th = "ศูนย์ฯ นี้มีครัวเรือนน้อยเกินไป ตัวเลขจึงเปิดให้เฉพาะศูนย์ฯ และอำเภอ"
    message_en = (
        "This centre has so few households that its figures stay with the centre and its district."
    )


class TooManyColumns(Refusal):
    """So many columns on A4 would need letters too small to read, or break words apart."""

    code = "documents.too_many_columns"
    message_th = (
        "เลือกไว้ {columns} คอลัมน์ กว้างเกินกระดาษ A4 ตัวอักษรจะเล็กกว่า {points} พอยต์จนอ่านไม่ออก "
        "พิมพ์เป็น A3 หรือกด “เลือกคอลัมน์” แล้วเลือกให้น้อยลง"
    )
    message_en = (
        "{columns} columns are too wide for A4: the letters would be smaller than {points} points. "
        "Print on A3, or choose fewer columns."
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


class ContractNotOpen(Refusal):
    """A paper is issued for a contract that is a draft or in force."""

    code = "documents.contract_not_open"
    message_th = "สัญญาเลขที่ {number} สิ้นสุดหรือถอนร่างแล้ว จึงออกเอกสารนี้ไม่ได้ เปิดดูเอกสารที่ออกไว้แล้วได้ตามเดิม"
    message_en = (
        "Contract {number} ended or its draft was withdrawn, so this paper is not issued for it. "
        "Papers issued before can be opened as ever."
    )


class AmendmentNotResolved(Refusal):
    """The paper of an amendment is of what a committee approved and nobody recorded yet."""

    code = "documents.amendment_not_resolved"
    message_th = (
        "ออกบันทึกแก้ไขเพิ่มเติมสัญญาเลขที่ {number} ได้เมื่อที่ประชุมเห็นชอบการแก้ไขนี้และรับรองรายงานแล้ว "
        "และยังไม่ได้บันทึกการแก้ไข"
    )
    message_en = (
        "The paper of an amendment of contract {number} is issued once a meeting approved just "
        "that in closed minutes, and until it is recorded."
    )


class NobodyToBind(Refusal):
    """The guarantor or creditor is not in the contract, or guarantees nothing anew."""

    code = "documents.nobody_to_bind"
    message_th = "ไม่มีผู้ค้ำประกันที่ยินยอมใหม่หรือเจ้าหนี้รายนี้ในสัญญาเลขที่ {number} ตรวจรายชื่อในสัญญาก่อนออกเอกสาร"
    message_en = (
        "Contract {number} has no such creditor, or no such guarantor who guarantees anew. Check "
        "whom the contract names before issuing the paper."
    )


class PaperErased(Refusal):
    """The paper's files were erased with everybody whom it named."""

    code = "documents.paper_erased"
    message_th = "เอกสารเลขที่ {number} ถูกลบพร้อมข้อมูลของบุคคลที่ระบุชื่อไว้แล้ว ใช้ต้นฉบับที่ลงนามไว้"
    message_en = (
        "Paper {number} was erased with the data of everybody whom it named. "
        "Use the signed original."
    )


class ContractNotSigned(Refusal):
    """A statement is of a contract that was signed."""

    code = "documents.contract_not_signed"
    message_th = "สัญญาเลขที่ {number} ยังไม่ได้ลงนาม จึงยังไม่มีรายการเคลื่อนไหว บันทึกการลงนามก่อน"
    message_en = (
        "Contract {number} was not signed, so nothing moved on it. Record its signing first."
    )


class ContractNotSettled(Refusal):
    """The letter of settlement is of a contract on which nothing is owed any more."""

    code = "documents.contract_not_settled"
    message_th = "สัญญาเลขที่ {number} ยังชำระไม่ครบ ออกหนังสือรับรองได้เมื่อรับชำระครบและสัญญาปิดแล้ว"
    message_en = (
        "Contract {number} is not paid in full. The letter is issued once all was paid and the "
        "contract is closed."
    )
