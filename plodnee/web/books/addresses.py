"""The addresses of a centre's books, below that of the centre."""

from django.urls import URLPattern, path

from plodnee.web.books import collecting, entering, files, views

ENDINGS = (".xlsx", ".csv", ".pdf")


def addresses_of_books(centre: str) -> list[URLPattern]:
    """Every address of the books of the centre whose address is given."""
    books = f"{centre}books/"
    entry = f"{books}entries/<uuid:entry_id>/"
    sheet = f"{books}collections/<uuid:sheet_id>/"
    return [
        path(books, views.books, name="books"),
        path(f"{books}open/", entering.books_open, name="books_open"),
        path(f"{books}close/", entering.books_close, name="books_close"),
        path(f"{books}enter/", entering.enter_choose, name="enter_choose"),
        path(
            f"{books}enter/<slug:name>/<uuid:entry_id>/", entering.enter_entry, name="enter_entry"
        ),
        path(f"{books}day-book/", views.day_book_page, name="day_book"),
        path(entry, views.entry, name="book_entry"),
        path(f"{entry}reverse/", entering.entry_reverse, name="entry_reverse"),
        path(f"{books}trial-balance/", views.trial_balance_page, name="trial_balance"),
        path(f"{books}accounts/<slug:key>/", views.account_page, name="account_statement"),
        path(f"{books}funds/<slug:key>/", views.fund_page, name="fund_statement"),
        path(f"{entry}receipt.pdf", collecting.receipt, name="receipt"),
        path(f"{books}collections/", collecting.collections, name="collections"),
        path(sheet, collecting.sheet, name="sheet"),
        path(f"{sheet}open/", collecting.sheet_open, name="sheet_open"),
        path(f"{sheet}rows/<uuid:contract_id>/", collecting.sheet_take, name="sheet_take"),
        path(f"{sheet}finish/", collecting.sheet_finish, name="sheet_finish"),
        path(f"{sheet}receipts.pdf", collecting.sheet_receipts, name="sheet_receipts"),
        *_as_files(f"{books}day-book", files.day_book_file, "day_book"),
        *_as_files(f"{books}trial-balance", files.trial_balance_file, "trial_balance"),
        *_as_files(f"{books}accounts/<slug:key>", files.account_file, "account_statement"),
        *_as_files(f"{books}funds/<slug:key>", files.fund_file, "fund_statement"),
    ]


def _as_files(start: str, view: object, name: str) -> list[URLPattern]:
    return [
        path(f"{start}{ending}", view, {"ending": ending}, name=f"{name}_{ending[1:]}")  # type: ignore[call-overload]
        for ending in ENDINGS
    ]
