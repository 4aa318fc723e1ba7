"""One printable page for one household: its debts, the plan proposed, or why nothing fits yet."""

from plodnee.documents.builders.plan_sheet.sheet import PlanSheets

__all__ = ["PlanSheets"]
