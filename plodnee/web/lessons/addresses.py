"""The addresses of lessons; what is searched for stands in none of them."""

from django.urls import URLPattern, path

from plodnee.web.lessons import codes, files, views


def addresses_of_lessons() -> list[URLPattern]:
    """The addresses of the list, its files, the report and the codes of an office."""
    return [
        path("lessons/", views.lessons, name="lessons"),
        path("lessons.csv", files.lessons_file, {"ending": ".csv"}, name="lessons_csv"),
        path("lessons.xlsx", files.lessons_file, {"ending": ".xlsx"}, name="lessons_xlsx"),
        path("lessons/report.pdf", files.report, {"ending": ".pdf"}, name="lessons_report_pdf"),
        path("lessons/report.docx", files.report, {"ending": ".docx"}, name="lessons_report_docx"),
        path("lesson-codes/", codes.lesson_codes, name="lesson_codes"),
    ]
