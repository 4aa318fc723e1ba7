"""A household's problem as a mixed-integer programme for HiGHS, sharing no code with the planner.

Interest is linear in principal and instalment as long as the number of payments stays the same, so
the one contract is a choice among pieces. The programme leaves out only the rounding of each gap:
its interest may be off by `slack`. So its answer is priced again, for every whole-baht instalment
and to the satang; it is then forbidden, and the programme is asked for anything better until it
has nothing left. What stands is the optimum.
"""

from dataclasses import dataclass
from functools import cached_property

import highspy
import numpy as np
from exhaustive import entries, in_place

GOALS = ("interest", "free_month", "largest", "given_up")
BAHT = 100.0
MOST_ANSWERS = 500
DONE = highspy.HighsModelStatus.kOptimal
IMPOSSIBLE = highspy.HighsModelStatus.kInfeasible


@dataclass(frozen=True)
class Piece:
    """Instalments low < x <= high per baht of principal: payments, and interest a + b x."""

    pattern: int
    due: tuple[int, ...]
    low: float
    high: float
    payments: int
    a: float
    b: float


def pieces(pattern, due, rate):
    """All pieces of a pattern; what is not paid off after the last due month is none."""
    found = []
    gaps = np.diff([0, *due]) * rate / 120_000

    def walk(n, low, high, owed, bearing, interest):
        if n == len(due) or high - low < 1e-12:
            return
        charge = bearing * gaps[n]
        owed, interest = owed + charge, interest + charge
        paid_off = root(owed - [0, 1], low, high)
        if high > paid_off:
            found.append(Piece(pattern, due, paid_off, high, n + 1, *interest))
        after = owed - [0, 1]
        covered = root(after - bearing, low, paid_off)
        walk(n + 1, covered, paid_off, after, after, interest)
        walk(n + 1, low, covered, after, bearing, interest)

    one = np.array([1.0, 0.0])
    walk(0, 0.0, 2.0 + gaps[0], one, one, np.zeros(2))
    return found


def root(form, low, high):
    """Where a falling line a + b x crosses zero, held between low and high."""
    if form[1] >= 0:
        return high if form[0] > 0 else low
    return float(min(max(-form[0] / form[1], low), high))


class Programme:
    """Rows and columns for HiGHS; amounts in baht."""

    def __init__(self):
        self.solver = highspy.Highs()
        self.solver.silent()
        self.solver.setOptionValue("mip_rel_gap", 0.0)
        self.solver.setOptionValue("threads", 1)
        self.columns = 0

    def column(self, low=0.0, high=highspy.kHighsInf, whole=False):
        self.solver.addVar(low, high)
        if whole:
            self.solver.changeColIntegrality(self.columns, highspy.HighsVarType.kInteger)
        self.columns += 1
        return self.columns - 1

    def row(self, terms, low=-highspy.kHighsInf, high=highspy.kHighsInf):
        terms = {column: value for column, value in terms.items() if value}
        self.solver.addRow(low, high, len(terms), list(terms), list(terms.values()))

    def minimised(self, column):
        """The values of all columns with the least of one; None if nothing satisfies the rows."""
        self.solver.changeColCost(column, 1.0)
        self.solver.run()
        status = self.solver.getModelStatus()
        if status not in (DONE, IMPOSSIBLE):
            raise AssertionError(f"HiGHS stopped with {status}")
        return self.solver.getSolution().col_value if status == DONE else None


class Household:
    """A problem of formats.md with the programme that states it."""

    def __init__(self, problem, ceiling=1500):
        self.problem = problem
        self.months = problem["horizon_months"]
        self.debts = problem["debts"]
        self.balance = [debt["balance"] for debt in self.debts]
        self.own = [in_place(debt, debt["rate_bp"], debt["due_months"])[1] for debt in self.debts]
        self.entries = [entries(debt, self.months, ceiling) for debt in self.debts]
        cash = problem["cash"]
        self.room = np.cumsum(cash["net"]) + cash["opening"] - cash["reserve"]

    @cached_property
    def pieces(self):
        found = []
        contract = self.problem["contract"] or {"patterns": []}
        for n, pattern in enumerate(contract["patterns"]):
            due = [m for m in pattern["due_months"] if m <= self.months]
            due = tuple(due[: contract["max_instalments"]])
            found += pieces(n, due, contract["rate_bp"]) if due else []
        return found

    @cached_property
    def slack(self):
        """No rounding of gaps moves the interest of a contract by more satang than this."""
        return 8 * max((len(piece.due) for piece in self.pieces), default=0) + 2

    def paid(self, entry):
        row = np.zeros(self.months, np.int64)
        for month, amount in entry[0].items():
            row[month - 1] += amount
        return row

    # -- the programme -------------------------------------------------------------------------

    def build(self, goal, caps):
        self.programme = model = Programme()
        self.figure = {
            name: model.column(
                high=(caps[name] / scale(name)) if name in caps else highspy.kHighsInf
            )
            for name in GOALS
        }
        self.stays = [[model.column(high=1, whole=True) for _ in rows] for rows in self.entries]
        joinable = [d for d, debt in enumerate(self.debts) if debt["may_consolidate"]]
        self.joins = {d: model.column(high=1, whole=True) for d in joinable if self.pieces}
        for d, rows in enumerate(self.stays):
            chosen = dict.fromkeys(rows, 1.0)
            if d in self.joins:
                chosen[self.joins[d]] = 1.0
            model.row(chosen, 1, 1)
        self.state_contract()
        self.state_cash(goal == "largest" or "largest" in caps)
        self.state_interest()
        self.state_last_month()
        if goal == "given_up" or "given_up" in caps:
            self.state_concession()

    def state_contract(self):
        model, slack = self.programme, self.slack / BAHT
        owed = sum(self.balance[d] for d in self.joins) / BAHT
        self.used = [model.column(high=1, whole=True) for _ in self.pieces]
        self.principal = [model.column() for _ in self.pieces]
        self.instalment = [model.column() for _ in self.pieces]
        self.charged = [model.column() for _ in self.pieces]
        for n, piece in enumerate(self.pieces):
            s, p, a, c = self.used[n], self.principal[n], self.instalment[n], self.charged[n]
            model.row({p: 1, s: -owed}, high=0)
            model.row({a: 1, p: -piece.low, s: slack}, low=0)
            model.row({a: 1, p: -piece.high, s: -slack}, high=0)
            model.row({c: 1, p: -piece.a, a: -piece.b, s: slack}, low=0)
            model.row({c: 1, p: -piece.a, a: -piece.b, s: -slack}, high=0)
        joined = {column: self.balance[d] / BAHT for d, column in self.joins.items()}
        model.row({**joined, **dict.fromkeys(self.principal, -1.0)}, 0, 0)
        model.row(dict.fromkeys(self.used, 1.0), high=1)
        for column in self.joins.values():
            model.row({column: 1.0, **dict.fromkeys(self.used, -1.0)}, high=0)
        model.row(
            {**dict.fromkeys(self.joins.values(), -1.0), **dict.fromkeys(self.used, 1.0)}, high=0
        )
        several = [
            a for a, piece in zip(self.instalment, self.pieces, strict=True) if piece.payments > 1
        ]
        whole = model.column(whole=True)
        model.row({**dict.fromkeys(several, 1.0), whole: -1.0}, 0, 0)

    def state_cash(self, watch_largest):
        totals = [[np.cumsum(self.paid(entry)) for entry in rows] for rows in self.entries]
        for t in range(self.months):
            total, month = {}, {self.figure["largest"]: -1.0}
            for columns, rows, entry_totals in zip(self.stays, self.entries, totals, strict=True):
                for column, entry, so_far in zip(columns, rows, entry_totals, strict=True):
                    total[column] = so_far[t] / BAHT
                    month[column] = entry[0].get(t + 1, 0) / BAHT
            for n, piece in enumerate(self.pieces):
                made = sum(m <= t + 1 for m in piece.due)
                p, a, c = self.principal[n], self.instalment[n], self.charged[n]
                if made < piece.payments:
                    total[a] = made
                else:
                    total[p] = total[c] = 1.0
                if t + 1 in piece.due and made < piece.payments:
                    month[a] = 1.0
                elif t + 1 in piece.due and made == piece.payments:
                    month[p] = month[c] = 1.0
                    month[a] = 1.0 - made
            self.programme.row(total, high=self.room[t] / BAHT)
            if watch_largest:
                self.programme.row(month, high=0)

    def state_interest(self):
        terms = {self.figure["interest"]: -1.0, **dict.fromkeys(self.charged, 1.0)}
        for columns, rows in zip(self.stays, self.entries, strict=True):
            terms |= {c: entry[1] / BAHT for c, entry in zip(columns, rows, strict=True)}
        self.programme.row(terms, high=0)

    def state_last_month(self):
        last = self.figure["free_month"]
        for columns, rows in zip(self.stays, self.entries, strict=True):
            months = [max(m for m, amount in entry[0].items() if amount) for entry in rows]
            self.programme.row({**dict(zip(columns, months, strict=True)), last: -1.0}, high=0)
        months = [piece.due[piece.payments - 1] for piece in self.pieces]
        self.programme.row({**dict(zip(self.used, months, strict=True)), last: -1.0}, high=0)

    def state_concession(self):
        """Each creditor's share of the contract's interest, by the instalment per baht joined."""
        model = self.programme
        least = min((self.balance[d] for d in self.joins), default=1)
        margin = self.slack / least
        parts = {d: {} for d in self.joins}
        for n, piece in enumerate(self.pieces):
            s, low, high = self.used[n], piece.low - margin, piece.high + margin
            x = model.column(low=-1.0, high=4.0)
            between(model, {x: 1.0}, {s: 1.0}, low, high)
            in_principal, in_instalment = {self.principal[n]: -1.0}, {self.instalment[n]: -1.0}
            for d in self.joins:
                z, share = model.column(high=1), model.column(low=-1.0, high=4.0)
                parts[d][z] = (piece.a, share, piece.b)
                model.row({z: 1.0, s: -1.0}, high=0)
                between(model, {share: 1.0}, {z: 1.0}, low, high)
                between(model, {x: 1.0, share: -1.0}, {s: 1.0, z: -1.0}, low, high)
                in_principal[z] = in_instalment[share] = self.balance[d] / BAHT
            model.row(in_principal, 0, 0)
            model.row(in_instalment, 0, 0)
        total = {self.figure["given_up"]: -1.0}
        for d, rows in enumerate(self.entries):
            gives = model.column()
            total[gives] = 1.0
            terms = {gives: -1.0}
            for column, entry in zip(self.stays[d], rows, strict=True):
                terms[column] = max(0, self.own[d] - entry[1]) / BAHT
            if d in self.joins:
                terms[self.joins[d]] = (self.own[d] - self.slack - 1) / BAHT
                for z, (a, share, b) in parts[d].items():
                    terms[z] = -a * self.balance[d] / BAHT
                    terms[share] = -b * self.balance[d] / BAHT
                model.row({**dict.fromkeys(parts[d], 1.0), self.joins[d]: -1.0}, 0, 0)
            model.row(terms, high=0)
        model.row(total, high=0)

    # -- its answer, priced to the satang ---------------------------------------------------------

    def optimum(self, goal, caps=None):
        """The least of one figure with the others within caps; None if no plan is feasible."""
        caps = caps or {}
        self.build(goal, caps)
        model, best = self.programme, None
        for _ in range(MOST_ANSWERS):
            if best is not None:
                model.solver.changeColBounds(self.figure[goal], 0.0, (best - 1) / scale(goal))
            values = model.minimised(self.figure[goal])
            if values is None:
                return best
            chosen = [c for row in self.stays for c in row if values[c] > 0.5]
            chosen += [c for c in self.joins.values() if values[c] > 0.5]
            pattern = next(
                (p.pattern for c, p in zip(self.used, self.pieces, strict=True) if values[c] > 0.5),
                None,
            )
            exact = self.least_of(values, pattern, goal, caps)
            if exact is not None and (best is None or exact < best):
                best = exact
            self.forbid(chosen, pattern)
        raise AssertionError("HiGHS goes on naming plans that are no better")

    def forbid(self, chosen, pattern):
        same = dict.fromkeys(chosen, 1.0)
        for column, piece in zip(self.used, self.pieces, strict=True):
            if piece.pattern == pattern:
                same[column] = 1.0
        self.programme.row(same, high=len(chosen) - (pattern is None))

    def least_of(self, values, pattern, goal, caps):
        """The figure's least over every whole-baht instalment with these choices; None if none."""
        paid = np.zeros(self.months, np.int64)
        figures = dict.fromkeys(("interest", "given_up"), 0)
        joined = []
        for d, rows in enumerate(self.entries):
            entry = next(
                (e for c, e in zip(self.stays[d], rows, strict=True) if values[c] > 0.5), None
            )
            if entry is None:
                joined.append(d)
                continue
            paid += self.paid(entry)
            figures["interest"] += entry[1]
            figures["given_up"] += max(0, self.own[d] - entry[1])
        principal = sum(self.balance[d] for d in joined)
        due = next((p.due for p in self.pieces if p.pattern == pattern), ())
        rows, interest = every_instalment(principal, self.problem["contract"], due, self.months)
        rows = rows + paid[:, None]
        figures = {name: value + np.zeros_like(interest) for name, value in figures.items()}
        figures["interest"] += interest
        for d in joined:
            part = (2 * interest * self.balance[d] + principal) // (2 * principal)
            figures["given_up"] += np.maximum(0, self.own[d] - part)
        figures["largest"] = rows.max(axis=0)
        figures["free_month"] = self.months - (rows[::-1] > 0).argmax(axis=0)
        fits = (np.cumsum(rows, axis=0) <= self.room[:, None]).all(axis=0)
        for name, cap in caps.items():
            fits &= figures[name] <= cap
        return int(figures[goal][fits].min()) if fits.any() else None


def scale(name):
    return 1.0 if name == "free_month" else BAHT


def between(model, value, factor, low, high):
    """low x factor <= value <= high x factor."""
    model.row({**value, **{c: -low * f for c, f in factor.items()}}, low=0)
    model.row({**value, **{c: -high * f for c, f in factor.items()}}, high=0)


def every_instalment(principal, contract, due, months):
    """Payments (months, instalments) and interest of every instalment that pays off in time."""
    if not due or not principal:
        return np.zeros((months, 1), np.int64), np.zeros(1, np.int64)
    first = (2 * principal * contract["rate_bp"] * due[0] + 120_000) // 240_000
    once = -(-(principal + first) // 100)
    instalment = 100 * np.arange(max(1, principal // (100 * len(due))), once + 1, dtype=np.int64)
    rows = np.zeros((months, instalment.size), np.int64)
    owed = np.full(instalment.size, principal, np.int64)
    carried = np.zeros_like(owed)
    total, before = np.zeros_like(owed), 0
    for month in due:
        gap = (2 * owed * contract["rate_bp"] * (month - before) + 120_000) // 240_000
        before = month
        total += gap
        carried += gap
        rows[month - 1] = np.minimum(instalment, owed + carried)
        covered = np.minimum(rows[month - 1], carried)
        carried -= covered
        owed -= rows[month - 1] - covered
    ends = owed + carried == 0
    return rows[:, ends], total[ends]
