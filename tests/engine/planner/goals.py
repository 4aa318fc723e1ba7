"""A menu's goals as every proof reads them: which figures, and in which order."""

from plodnee.engine.planner import menu_to_json, problem_from_json, solve_menu

ORDER = {
    "least_interest": ("interest", "free_month", "given_up"),
    "soonest_debt_free": ("free_month", "interest"),
    "smallest_instalment": ("largest", "interest"),
    "least_concession": ("given_up", "interest"),
}


def answer_of(household):
    problem = problem_from_json(household)
    return menu_to_json(problem, solve_menu(problem, ceiling_bp=1500, with_bad_year=False))


def figures_of(line):
    return {
        "interest": line["total_interest"],
        "free_month": line["debt_free_month"],
        "largest": line["largest_month_paid"],
        "given_up": sum(line["concession"].values()),
    }
