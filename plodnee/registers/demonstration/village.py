"""The register of one invented village: its groups, its households, their year and their debts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from plodnee.engine.classification import DebtorClass
from plodnee.engine.money import SATANG_PER_BAHT
from plodnee.registers.book import (
    CentreSheet,
    CreditorKind,
    Debt,
    Household,
    MemberGroup,
    RegisterBook,
)
from plodnee.registers.demonstration.draws import Draws
from plodnee.registers.demonstration.lending import (
    Draft,
    Village,
    drafts,
    finished,
    lenders,
    repaid,
)
from plodnee.registers.demonstration.livelihoods import Livelihood, livelihood
from plodnee.registers.demonstration.people import Person, Villagers, surname

Figures = Mapping[str, Any]
_LONE_BORROWER_SHARE = 0.4
_KINDS: tuple[CreditorKind, ...] = ("group", "formal", "informal")


@dataclass(frozen=True, slots=True)
class Home:
    """One household while its village is being made; the head comes first among its people."""

    code: str
    people: tuple[Person, ...]
    livelihood: Livelihood
    debts: int


def village_book(centre: Figures, figures: Figures, seed: int) -> RegisterBook:
    """The register of one centre.

    Ensures: the same seed and centre give the same register, whatever else was made before.
    Source:  policy/demonstration.toml.
    """
    draws = Draws(seed, centre["area_code"])
    as_of: date = figures["as_of"]
    villagers = Villagers(centre["area_code"], draws.branch("people"))
    chair = villagers.newcomer()
    homes = _homes(centre, figures, as_of, villagers, draws)
    groups = tuple(_group(row) for row in centre["groups"])
    debts = _debts(homes, groups, figures, as_of, draws.branch("debts"))
    return RegisterBook(
        centre=CentreSheet(
            name=centre["name"],
            area_code=centre["area_code"],
            as_of=as_of,
            fiscal_year=figures["fiscal_year"],
            chair=f"{chair.name} (บุคคลสมมุติ)",
        ),
        groups=groups,
        households=_households(homes, debts, centre, figures, draws.branch("households")),
        cash=tuple(item for home in homes for item in home.livelihood.cash),
        debts=debts,
    )


def _group(row: Figures) -> MemberGroup:
    baht = row.get("baht")
    return MemberGroup(
        code=row["code"],
        name=row["name"],
        kind=row["kind"],
        capital_satang=None if baht is None else baht * SATANG_PER_BAHT,
        members=row["members"],
        min_rate_bp=row.get("min_rate_bp"),
        longest_extension_months=row.get("extension"),
        longest_grace_months=row.get("grace"),
        may_consolidate=row["consolidate"],
        may_refinance=row["refinance"],
    )


def _homes(
    centre: Figures, figures: Figures, as_of: date, villagers: Villagers, draws: Draws
) -> list[Home]:
    count = centre["households"]
    indebted = max(1, round(count * figures["indebted_share"]))
    weights = {int(debts): share for debts, share in figures["debts_per_household"].items()}
    numbers = draws.spread(weights, indebted) + [0] * (count - indebted)
    homes = []
    for place, debts in enumerate(draws.shuffled(numbers), start=1):
        code = f"{centre['prefix']}-{place:03d}"
        own = draws.branch("home", place)
        homes.append(
            Home(code, _people(villagers, own), livelihood(code, as_of, figures, own), debts)
        )
    return homes


def _people(villagers: Villagers, draws: Draws) -> tuple[Person, ...]:
    """The head, and in most households another who borrows too."""
    head = villagers.newcomer()
    if draws.chance(_LONE_BORROWER_SHARE):
        return (head,)
    return (head, villagers.newcomer(surname(head)))


def _debts(
    homes: Sequence[Home],
    groups: Sequence[MemberGroup],
    figures: Figures,
    as_of: date,
    draws: Draws,
) -> tuple[Debt, ...]:
    """The debtor register, household by household; some also show a debt repaid in full."""
    available = lenders(groups, figures)
    standing = _standing(homes, figures)
    drafted = {
        home.code: drafts(
            home.code,
            home.people,
            home.debts,
            available,
            standing[home.code],
            draws.branch(home.code),
        )
        for home in homes
    }
    owed = [draft for rows in drafted.values() for draft in rows]
    village = Village(
        as_of=as_of,
        scale=_scale(owed, sum(home.debts > 0 for home in homes), figures),
        heads=[str(home.people[0].name) for home in homes],
        figures=figures,
    )
    classes = dict(zip(map(id, owed), _classes(owed, figures, draws), strict=True))
    share = figures["arrears"]["closed_share"]
    closing = draws.spread({True: share, False: 1 - share}, len(homes))
    rows: list[Debt] = []
    for home, also_repaid in zip(homes, closing, strict=True):
        own = draws.branch("rows", home.code)
        for draft in drafted[home.code]:
            rows.append(finished(draft, classes[id(draft)], len(rows) + 1, village, own))
        if also_repaid:
            past = drafts(home.code, home.people[:1], 1, available, 1.0, own)[0]
            rows.append(repaid(past, len(rows) + 1, village, own))
    return tuple(rows)


def _standing(homes: Sequence[Home], figures: Figures) -> dict[str, float]:
    """Each household's surplus against the village's mean: lenders look at what one can repay."""
    surplus = {home.code: home.livelihood.surplus_satang for home in homes}
    mean = max(1.0, sum(surplus.values()) / len(surplus))
    least, greatest = figures["least_standing"], figures["greatest_standing"]
    return {code: min(max(own / mean, least), greatest) for code, own in surplus.items()}


def _scale(owed: Sequence[Draft], indebted: int, figures: Figures) -> float:
    """The factor on the large loans that brings the mean debt to the region's."""
    wanted = figures["debt_per_indebted_household_baht"] * indebted
    large = sum(draft.contract_baht * draft.left for draft in owed if draft.lender.scaled)
    small = sum(draft.contract_baht * draft.left for draft in owed if not draft.lender.scaled)
    if not large:
        return 1.0
    exact = (wanted - small) / large
    return float(min(max(exact, figures["least_scale"]), figures["greatest_scale"]))


def _classes(owed: Sequence[Draft], figures: Figures, draws: Draws) -> list[DebtorClass]:
    """A class for every debt, in the proportions of its kind of creditor."""
    waiting = {
        kind: draws.spread(
            figures["classes"][kind], sum(draft.lender.kind == kind for draft in owed)
        )
        for kind in _KINDS
    }
    return [waiting[draft.lender.kind].pop() for draft in owed]


def _households(
    homes: Sequence[Home],
    debts: Sequence[Debt],
    centre: Figures,
    figures: Figures,
    draws: Draws,
) -> tuple[Household, ...]:
    owed: dict[str, list[Debt]] = {home.code: [] for home in homes}
    for debt in debts:
        owed[debt.household_code].append(debt)
    models = _models(homes, owed, round(len(homes) * figures["model_share"]))
    targets = _targets(homes, owed, models, round(len(homes) * figures["target_share"]))
    return tuple(
        replace(
            _household(home, place, centre, draws),
            cash_satang=_savings(home, owed[home.code], figures, draws),
            is_target=home.code in targets,
            is_model=home.code in models,
        )
        for place, home in enumerate(homes, start=1)
    )


def _savings(home: Home, owed: Sequence[Debt], figures: Figures, draws: Draws) -> int | None:
    """Savings to live on, and something put aside for the next instalments."""
    own = home.livelihood.cash_satang
    least, peak, greatest = figures["spending"]["savings_of_debt"]
    aside = sum(debt.owed_satang for debt in owed) * draws.sloped(least, peak, greatest)
    return None if own is None else own + round(aside / 100_00) * 100_00


def _models(homes: Sequence[Home], owed: Mapping[str, list[Debt]], wanted: int) -> set[str]:
    """Households that brought their debts down: nothing overdue, little left to a good surplus."""
    burden = {
        home.code: sum(debt.owed_satang for debt in owed[home.code])
        / home.livelihood.surplus_satang
        for home in homes
        if home.livelihood.surplus_satang > 0 and _is_sound(owed[home.code])
    }
    return set(sorted(burden, key=lambda code: burden[code])[:wanted])


def _is_sound(debts: Sequence[Debt]) -> bool:
    """Some debt is owed, and none of it is late or before a court."""
    return any(not debt.closed for debt in debts) and all(
        debt.status != "legal" and not debt.overdue_since and not debt.interest_arrears_satang
        for debt in debts
    )


def _targets(
    homes: Sequence[Home], owed: Mapping[str, list[Debt]], models: set[str], wanted: int
) -> set[str]:
    """Households that owe several member groups, and little outside: whom one contract helps."""
    inside = {
        home.code: _share_inside(owed[home.code])
        for home in homes
        if home.code not in models
        and len({debt.creditor for debt in owed[home.code] if debt.creditor_kind == "group"}) > 1
    }
    return set(sorted(inside, key=lambda code: (-inside[code], code))[:wanted])


def _share_inside(debts: Sequence[Debt]) -> float:
    """The part of all that is owed which member groups are owed."""
    in_groups = sum(debt.owed_satang for debt in debts if debt.creditor_kind == "group")
    return in_groups / max(1, sum(debt.owed_satang for debt in debts))


def _household(home: Home, place: int, centre: Figures, draws: Draws) -> Household:
    members = draws.between(2, 7)
    occupations = (*home.livelihood.occupations, "", "")
    return Household(
        code=home.code,
        head=home.people[0].name,
        house_number=str(place),
        moo=int(centre["area_code"][6:]),
        national_id=home.people[0].national_id,
        members=members,
        workers=draws.between(1, members - 1),
        main_occupation=occupations[0],
        second_occupation=occupations[1],
        land_rai=Decimal(home.livelihood.land_rai),
        reserve_satang=home.livelihood.reserve_satang,
    )
