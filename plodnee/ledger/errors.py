"""What this package refuses."""

from plodnee.errors import Refusal


class OtherContent(Refusal):
    """The id of an entry was sent again with something else in it."""

    code = "ledger.other_content"
    message_th = "เลขรายการนี้บันทึกไว้แล้วด้วยข้อมูลอื่น (รายการที่ {number}) ยอดเดิมไม่ถูกแก้ ตรวจรายการเดิมก่อน"
    message_en = (
        "This entry's id is already used for something else (entry {number}). Nothing was "
        "changed; look at that entry before entering a new one."
    )


class BooksNotOpen(Refusal):
    """The centre's books were not opened."""

    code = "ledger.books_not_open"
    message_th = "ยังไม่ได้เปิดบัญชีของศูนย์รหัส {centre_code} ณ วันที่ {on} เปิดบัญชีก่อนบันทึกรายการ"
    message_en = "The books of centre {centre_code} are not open on {on}. Open them first."


class BooksOpenedLater(BooksNotOpen):
    """The day is before the one on which the centre's books were opened."""

    code = "ledger.books_opened_later"
    message_th = (
        "บัญชีของศูนย์รหัส {centre_code} เปิดเมื่อ {opened_on} จึงไม่รับวันที่ {on} ลงวันที่เปิดบัญชีหรือหลังจากนั้น "
        "เงินก่อนวันนั้นอยู่ในยอดยกมาแล้ว"
    )
    message_en = (
        "The books of centre {centre_code} were opened on {opened_on}, so {on} is not taken. Give "
        "that day or a later one; earlier money was brought forward."
    )


class BooksAlreadyOpen(Refusal):
    """The centre has its books already."""

    code = "ledger.books_already_open"
    message_th = "เปิดบัญชีของศูนย์รหัส {centre_code} ไว้แล้วเมื่อ {on}"
    message_en = "The books of centre {centre_code} have been open since {on}."


class PeriodClosed(Refusal):
    """The books are closed for that day."""

    code = "ledger.period_closed"
    message_th = "บัญชีปิดถึงวันที่ {closed_through} แล้ว บันทึกรายการด้วยวันที่หลังจากนั้น"
    message_en = "The books are closed through {closed_through}. Use a later day."


class AccountUnknown(Refusal):
    """The centre's books have no such account."""

    code = "ledger.account_unknown"
    message_th = "ไม่มีบัญชี {account} ในสมุดบัญชีของศูนย์นี้ เปิดบัญชีนี้ก่อน"
    message_en = "The centre's books have no account {account}. Open it first."


class AmountImpossible(Refusal):
    """An amount is not a whole number of satang, not above 0, or beyond all reason."""

    code = "ledger.amount_impossible"
    message_th = "จำนวนเงินบรรทัดที่ {line} ต้องเป็นสตางค์เต็มจำนวน มากกว่า 0 และไม่เกินแสนล้านบาท"
    message_en = "The amount of line {line} must be whole satang above 0, at most 100 billion baht."


class LinesImpossible(Refusal):
    """An entry without lines, with too many, or with one account on both sides of a line."""

    code = "ledger.lines_impossible"
    message_th = "รายการบัญชีต้องมี 1 ถึง {most} บรรทัด และแต่ละบรรทัดต้องมีบัญชีสองฝั่งที่ต่างกัน"
    message_en = "An entry has 1 to {most} lines, each with two different accounts."


class AccountOverdrawn(Refusal):
    """The entry would take more from an account than stands on it."""

    code = "ledger.account_overdrawn"
    message_th = "บัญชี {account} มีอยู่ {available} สตางค์ ไม่พอสำหรับ {asked} สตางค์"
    message_en = "Account {account} holds {available} satang, not enough for {asked} satang."


class NotOwnMoney(Refusal):
    """An expense would be paid with money that the centre keeps for others."""

    code = "ledger.not_own_money"
    message_th = (
        "เงินของศูนย์ฯ เองมี {available} บาท ไม่พอสำหรับค่าใช้จ่าย {asked} บาท "
        "เงินที่เหลือรับไว้แทนกองทุนและต้องนำส่ง บันทึกรายได้หรือเงินสนับสนุนของศูนย์ฯ ก่อน"
    )
    message_en = (
        "The centre has {available} baht of its own, not enough for an expense of {asked} baht: "
        "the rest is kept for the funds. First enter what the centre itself received."
    )


class AccountDiffers(Refusal):
    """The account exists already as something else."""

    code = "ledger.account_differs"
    message_th = "บัญชี {account} เปิดไว้แล้วเป็นชนิดอื่น"
    message_en = "Account {account} is already open as another kind."


class AlreadyReversed(Refusal):
    """The entry was reversed before, or is itself a reversal."""

    code = "ledger.already_reversed"
    message_th = "รายการที่ {number} ถูกกลับรายการไปแล้วหรือเป็นรายการกลับ บันทึกรายการใหม่แทน"
    message_en = "Entry {number} was reversed before or is a reversal. Enter a new one instead."


class EntryUnknown(Refusal):
    """The books have no such entry."""

    code = "ledger.entry_unknown"
    message_th = "ไม่พบรายการบัญชีนี้ในสมุดบัญชีของศูนย์"
    message_en = "The centre's books have no such entry."


class ClosingImpossible(Refusal):
    """A closing that reaches no further than the last, or into the future."""

    code = "ledger.closing_impossible"
    message_th = "ปิดบัญชีถึงวันที่ {through} ไม่ได้ ต้องหลังวันที่ {after} และไม่เกินวันที่ {today}"
    message_en = "The books cannot be closed through {through}: after {after} and not past {today}."


class NothingToPayOff(Refusal):
    """No lead fund has anything to pay to that creditor for this contract."""

    code = "ledger.nothing_to_pay_off"
    message_th = "สัญญาเลขที่ {number} ไม่มียอดที่กองทุนหลักต้องจ่ายชำระแทนให้เจ้าหนี้รายนี้"
    message_en = "On contract {number} the lead fund has nothing to pay to this creditor."


class PaidOffAlready(Refusal):
    """The lead fund has paid that creditor for this contract; nothing is paid twice."""

    code = "ledger.paid_off_already"
    message_th = (
        "สัญญาเลขที่ {number} บันทึกการจ่ายชำระแทนให้เจ้าหนี้รายนี้แล้วเมื่อวันที่ {on} ใบเสร็จ {receipt} "
        "หากบันทึกผิด ให้กลับรายการนั้นในสมุดรายวันก่อน"
    )
    message_en = (
        "The payoff of contract {number} to this creditor was entered for {on}, receipt {receipt}. "
        "If that was wrong, take the entry back in the day book first."
    )


class ContractCancelled(Refusal):
    """The contract was cancelled: nothing is signed, paid or cancelled on it any more."""

    code = "ledger.contract_cancelled"
    message_th = (
        "สัญญาเลขที่ {number} ยกเลิกไปแล้วตั้งแต่วันที่ {on} หนี้เดิมกลับคืนแล้ว "
        "จึงลงนาม จ่ายชำระแทน หรือยกเลิกอีกไม่ได้ เงินที่จ่ายให้เจ้าหนี้ไปแล้วให้ขอคืน "
        "ถ้ายังต้องการทำสัญญาให้ร่างฉบับใหม่"
    )
    message_en = (
        "Contract {number} was cancelled as of {on} and its old debts stand again, so it is not "
        "signed, paid for or cancelled any more. Ask for money back that a creditor got, and draft "
        "a new contract if one is still wanted."
    )


class ContractPaidOff(Refusal):
    """The lead fund has paid a creditor for the contract, so it is not cancelled."""

    code = "ledger.contract_paid_off"
    message_th = (
        "กองทุนหลักจ่ายชำระแทนตามสัญญาเลขที่ {number} แล้ว (รายการที่ {entry}) จึงยกเลิกสัญญาไม่ได้ "
        "หากเจ้าหนี้คืนเงินแล้ว ให้กลับรายการนั้นในสมุดรายวันก่อน"
    )
    message_en = (
        "The lead fund has paid a creditor for contract {number} (entry {entry}), so it is not "
        "cancelled. If the money came back, take that entry back in the day book first."
    )


class ContractPaidUpon(Refusal):
    """Something was paid on the contract, so it is not cancelled as if it had never been."""

    code = "ledger.contract_paid_upon"
    message_th = (
        "สัญญาเลขที่ {number} มีการรับชำระแล้ว จึงยกเลิกทั้งฉบับไม่ได้ ให้กลับรายการรับชำระก่อน หรือแก้ไขสัญญาแทน"
    )
    message_en = (
        "Something was paid on contract {number}, so it is not cancelled. Reverse the repayments "
        "first, or amend the contract."
    )


class DayAhead(Refusal):
    """The day has not come yet."""

    code = "ledger.day_ahead"
    message_th = "วันที่ {on} ยังมาไม่ถึง ลงวันที่ที่เกิดรายการจริง ไม่เกินวันที่ {today}"
    message_en = "{on} has not come yet. Enter the day on which it happened, at the latest {today}."


class OwnEntry(Refusal):
    """Whoever made an entry does not take it back alone."""

    code = "ledger.own_entry"
    message_th = "ท่านเป็นผู้บันทึกรายการที่ {number} ให้กรรมการหรือเจ้าหน้าที่คนอื่นเป็นผู้กลับรายการ"
    message_en = "You made entry {number}. Ask another member or officer to take it back."


class ReversedElsewhere(Refusal):
    """The entry belongs to a contract and is taken back together with what it means there."""

    code = "ledger.reversed_elsewhere"
    message_th = "รายการที่ {number} เป็นรายการของสัญญา ให้ยกเลิกจากหน้าสัญญาของครัวเรือน"
    message_en = "Entry {number} belongs to a contract. Cancel it on the household's contract page."


class AdjustedSince(Refusal):
    """An entry of a later day stands on the contract and counted on what was owed before it."""

    code = "ledger.adjusted_since"
    message_th = (
        "สัญญาเลขที่ {number} มีรายการวันที่ {on} ซึ่งคิดจากยอดที่ค้างในวันนั้นแล้ว จึงบันทึกรายการก่อนวันนั้นไม่ได้ "
        "ลงวันที่นั้นหรือหลังจากนั้น หรือกลับรายการนั้นในสมุดรายวันก่อน"
    )
    message_en = (
        "An entry of {on} on contract {number} counted on what was owed then, so nothing is "
        "entered for an earlier day. Use that day or a later one, or take that entry back first."
    )


class WaiverTooHigh(Refusal):
    """A fund would let go more of a component than it is owed."""

    code = "ledger.waiver_too_high"
    message_th = "ยอด{component_th}ที่ยกให้ต้องไม่เกินที่กองทุนนั้นมีสิทธิได้รับในวันนี้ คือ {most} บาท"
    message_en = (
        "The {component} let go is at most what the fund is owed of it that day: {most} baht."
    )


class NothingLetGo(Refusal):
    """A waiver of nothing."""

    code = "ledger.nothing_let_go"
    message_th = "ยังไม่ได้ใส่จำนวนเงินที่กองทุนใดจะยกให้"
    message_en = "No fund lets anything go yet: enter an amount."


class FeeTooHigh(Refusal):
    """A fee for collecting above what may be asked for a round."""

    code = "ledger.fee_too_high"
    message_th = "ค่าทวงถามหนี้ของรอบนี้เรียกได้อีกไม่เกิน {most} บาท ตามจำนวนงวด ยอดที่ค้าง และที่เรียกไปแล้วในรอบนี้"
    message_en = (
        "For this round of collecting at most {most} baht more may be asked, by what is overdue "
        "and what was charged in it before."
    )


class NothingLate(Refusal):
    """No default interest is left to charge up to that day."""

    code = "ledger.nothing_late"
    message_th = "สัญญาเลขที่ {number} ไม่มีดอกเบี้ยผิดนัดที่ยังไม่ได้คิดถึงวันที่ {on}"
    message_en = "On contract {number} no default interest is left to charge up to {on}."


class OwnAdjustment(Refusal):
    """Whoever wrote down a waiver or a fee does not post it."""

    code = "ledger.own_adjustment"
    message_th = "ท่านเป็นผู้เขียนรายการนี้ ให้กรรมการหรือเจ้าหน้าที่คนอื่นตรวจกับมติและบันทึก"
    message_en = "You wrote this down. Ask another member or officer to check it and post it."


class TakenBackInOrder(Refusal):
    """Something later stands on the contract: that is taken back before this one."""

    code = "ledger.taken_back_in_order"
    message_th = "รายการที่ {last} ของสัญญาเดียวกันบันทึกหลังจากนี้ ให้กลับรายการนั้นก่อน แล้วจึงกลับรายการที่ {number}"
    message_en = "Entry {last} of the same contract came later. Take it back before entry {number}."


class ReversalTooEarly(Refusal):
    """A reversal dated before what it takes back."""

    code = "ledger.reversal_too_early"
    message_th = "รายการที่ {number} ลงวันที่ {on} การกลับรายการต้องลงวันที่นั้นหรือหลังจากนั้น"
    message_en = "Entry {number} is dated {on}. Its reversal bears that day or a later one."


class CashDiffers(Refusal):
    """The cash that was counted is not what the books say."""

    code = "ledger.cash_differs"
    message_th = (
        "เงินสดที่นับได้ {counted} บาท แต่สมุดบัญชี ณ วันที่ {through} มี {books} บาท ต่างกัน {difference} บาท "
        "บันทึกรายการที่ขาดหรือกลับรายการที่ผิดก่อนปิดบัญชี"
    )
    message_en = (
        "{counted} baht of cash were counted, the books have {books} on {through}: {difference} "
        "apart. Enter what is missing or take back what is wrong before closing."
    )


class BankDiffers(Refusal):
    """The balance at the bank is not what the books say."""

    code = "ledger.bank_differs"
    message_th = (
        "ยอดตามสมุดธนาคาร {counted} บาท แต่สมุดบัญชี ณ วันที่ {through} มี {books} บาท "
        "ต่างกัน {difference} บาท "
        "บันทึกรายการที่ขาดหรือกลับรายการที่ผิดก่อนปิดบัญชี"
    )
    message_en = (
        "The bank says {counted} baht, the books have {books} on {through}: {difference} apart. "
        "Enter what is missing or take back what is wrong before closing."
    )


class BooksUnsound(Refusal):
    """The books do not add up: somebody changed them past this program."""

    code = "ledger.books_unsound"
    message_th = (
        "บัญชี {account} มียอดไม่ตรงกับรายการ หยุดบันทึกและแจ้งผู้ดูแลระบบให้ตรวจด้วย plodnee verify-ledger"
    )
    message_en = (
        "Account {account} does not match its entries. Stop posting and have the operator run "
        "plodnee verify-ledger."
    )


class MoreThanOwed(Refusal):
    """More was paid than the household owes on its contract."""

    code = "ledger.more_than_owed"
    message_th = "สัญญาเลขที่ {number} เหลือหนี้ {owed} บาท รับชำระเกินกว่านี้ไม่ได้ ตรวจจำนวนเงิน"
    message_en = (
        "On contract {number} {owed} baht are owed; no more can be taken. Check the amount."
    )


class NotUnderContract(Refusal):
    """The contract is not in force, or was not on that day."""

    code = "ledger.not_under_contract"
    message_th = "สัญญาเลขที่ {number} ไม่มีผลใช้บังคับในวันที่ {on} รับชำระในสัญญานี้ไม่ได้ ตรวจวันที่และสถานะสัญญา"
    message_en = "Contract {number} is not in force on {on}. Check the day and where it stands."


class SheetFinished(Refusal):
    """The collection sheet was finished; what comes later goes onto another sheet."""

    code = "ledger.sheet_finished"
    message_th = "ใบรับชำระวันที่ {on} ปิดแล้ว เปิดใบใหม่สำหรับการรับชำระที่มาทีหลัง"
    message_en = "The sheet of {on} is finished. Open another for what was paid later."


class SheetDayClosed(Refusal):
    """A collection sheet for a day on which the books take nothing any more."""

    code = "ledger.sheet_day_closed"
    message_th = (
        "บัญชีปิดถึงวันที่ {closed_through} แล้ว เปิดใบรับชำระของวันที่ {on} ไม่ได้ "
        "เปิดใบของวันที่ {first} หรือหลังจากนั้น แล้วลงเงินที่รับไว้ก่อนหน้านั้นด้วยวันที่นำเข้าบัญชี"
    )
    message_en = (
        "The books are closed through {closed_through}, so no sheet is opened for {on}. Open one "
        "for {first} or later, and enter what was received before on the day it comes in."
    )


class SheetsOpen(Refusal):
    """The books would close over collection sheets that still take money."""

    code = "ledger.sheets_open"
    message_th = (
        "ยังมีใบรับชำระที่ไม่ได้ปิด {count} ใบ ใบแรกของวันที่ {on} ปิดบัญชีถึงวันที่ {through} แล้วใบนั้นจะรับชำระไม่ได้ "
        "ลงรายที่รับแล้วให้ครบและปิดใบก่อน ใบที่ไม่มีผู้ชำระก็ปิดได้ แล้วปิดบัญชีอีกครั้ง"
    )
    message_en = (
        "{count} collection sheets are not finished, the first of {on}, and could take nothing "
        "once the books are closed through {through}. Enter what was received and finish them, "
        "also one on which nobody paid; then close the books again."
    )
