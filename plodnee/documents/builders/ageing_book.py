"""The ageing of a centre's debts as a workbook: the sums of every fund, and the debts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plodnee.casework.plan.ageing import AgedDebt, Ageing, FundAgeing
from plodnee.documents.builders.names import CLASS_ORDER, class_name, class_rule, creditor_kind
from plodnee.documents.builders.register_frame import Row, made_up_mark
from plodnee.documents.builders.sheets import Column, Sheet, workbook
from plodnee.documents.builders.voice import Language, Voice


@dataclass(frozen=True, slots=True)
class AgeingBook:
    """An ageing as it is told in a workbook; `rows` are the debts to list, `source` the criteria's.

    An empty source says that the programme's default criteria hold.
    """

    centre_name: str
    made_up: bool
    ageing: Ageing
    rows: Sequence[AgedDebt]
    source: str

    def content(self, language: Language) -> bytes:
        """The workbook."""
        voice = Voice(language)
        sheets = [self._sums(voice), self._debts(voice)]
        return workbook(
            sheets,
            voice=voice,
            title=sheets[0].title[0],
            author=self.centre_name,
            mark=made_up_mark(voice) if self.made_up else "",
            on=self.ageing.as_of,
        )

    def _title(self, voice: Voice, title: str) -> tuple[str, ...]:
        counted, known = voice.day(self.ageing.as_of), voice.day(self.ageing.register_day)
        mark = f" · {made_up_mark(voice)}" if self.made_up else ""
        days = voice(
            f"นับวันค้างชำระถึง {counted} ตามทะเบียนวันที่ {known}",
            f"Overdue counted up to {counted}, by the register of {known}",
        )
        return title, self.centre_name, days + mark

    def _notes(self, voice: Voice) -> tuple[str, ...]:
        rules = [
            f"{class_name(voice, letter)}: {class_rule(voice, letter, self.ageing.criteria)}"
            for letter in CLASS_ORDER
        ]
        default = voice("เกณฑ์ตั้งต้นของโครงการ", "the programme's default criteria")
        return (" · ".join(rules), voice.digits(self.source) or default)

    def _sums(self, voice: Voice) -> Sheet:
        rows = tuple(self._sum(voice, line) for line in self.ageing.funds if line.total.debts)
        money = [
            Column(letter, class_name(voice, letter), 17, "money", total=True)
            for letter in CLASS_ORDER
        ]
        return Sheet(
            name=voice("ตามกองทุน", "By fund"),
            title=self._title(voice, voice("อายุหนี้ค้างชำระ", "Ageing of debts")),
            columns=(
                Column("fund", voice("เจ้าหนี้", "Creditor"), 34),
                Column("debts", voice("จำนวนหนี้", "Debts"), 10, "count", total=True),
                *money,
                Column("owed", voice("รวม", "All"), 18, "money", total=True),
            ),
            rows=rows,
            footer=voice(f"จำนวน {len(rows):,} เจ้าหนี้", f"{len(rows):,} creditors"),
            frozen=1,
            notes=self._notes(voice),
        )

    def _sum(self, voice: Voice, line: FundAgeing) -> Row:
        return {
            "fund": line.name or creditor_kind(voice, line.code),
            "debts": line.total.debts,
            "owed": line.total.owed_satang,
            **{letter: line.by_class[letter].owed_satang for letter in CLASS_ORDER},
        }

    def _debts(self, voice: Voice) -> Sheet:
        count = len(self.rows)
        return Sheet(
            name=voice("รายการหนี้", "Debts"),
            title=self._title(voice, voice("รายการหนี้ตามอายุ", "Debts by age")),
            columns=(
                Column("household", voice("ครัวเรือน", "Household"), 12, "code"),
                Column("head", voice("หัวหน้าครัวเรือน", "Head"), 24),
                Column("creditor", voice("เจ้าหนี้", "Creditor"), 26),
                Column("contract", voice("เลขที่สัญญา", "Contract"), 14),
                Column("principal", voice("เงินต้น", "Principal"), 15, "money", total=True),
                Column("owed", voice("หนี้รวม", "Owed"), 15, "money", total=True),
                Column("days", voice("วันค้าง", "Days"), 9, "count"),
                Column("class", voice("ประเภท", "Class"), 17),
                Column("why", voice("เหตุผล", "Reason"), 38),
            ),
            rows=tuple(self._rows(voice)),
            footer=voice(f"จำนวน {count:,} รายการ", f"{count:,} rows"),
        )

    def _rows(self, voice: Voice) -> Iterator[Row]:
        for one in self.rows:
            why = one.classified
            yield {
                "household": one.household.code,
                "head": str(one.household.head),
                "creditor": one.creditor_name,
                "contract": one.debt.contract_number,
                "principal": one.debt.principal_satang,
                "owed": one.debt.owed_satang,
                "days": one.days_overdue,
                "class": class_name(voice, why.debtor_class),
                "why": voice(why.reason, why.reason_en),
            }
