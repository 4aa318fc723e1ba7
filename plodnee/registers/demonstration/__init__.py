"""Made-up villages for demonstrations, tests and training; no person in them exists."""

from plodnee.registers.demonstration.villages import demo_books, village_books

__all__ = ["demo_books", "village_books"]
