"""The addresses of letters, below the office in whose register they stand."""

from django.urls import URLPattern, path

from plodnee.web.letters import answer_files, answering, files, register, views, writing

OFFICE = "letters/<code:office_code>/"
LETTER = f"{OFFICE}<uuid:letter_id>/"


def addresses_of_letters() -> list[URLPattern]:
    """Every address of letters."""
    return [
        path("letters/", register.letters, name="letters"),
        path(OFFICE, register.office_letters, name="office_letters"),
        path(f"{OFFICE}register.xlsx", files.register_file, name="letters_xlsx"),
        path(f"{OFFICE}head/", writing.office_head, name="office_head"),
        path(f"{OFFICE}new/", writing.letter_new, name="letter_new"),
        path(f"{OFFICE}record/", answering.letter_record, name="letter_record"),
        path(LETTER, views.letter, name="letter"),
        path(f"{LETTER}write/", writing.letter_write, name="letter_write"),
        path(f"{LETTER}preview.pdf", writing.letter_preview, name="letter_preview"),
        path(f"{LETTER}letter.pdf", files.letter_paper, {"ending": ".pdf"}, name="sent_pdf"),
        path(f"{LETTER}letter.docx", files.letter_paper, {"ending": ".docx"}, name="sent_docx"),
        path(f"{LETTER}receive/", answering.letter_receive, name="letter_receive"),
        path(f"{LETTER}tasks/<int:place>/", answering.task_answer, name="task_answer"),
        path(f"{LETTER}files/<uuid:file_id>/", answer_files.answer_file, name="answer_file"),
        path(
            f"{LETTER}files/<uuid:file_id>/withdraw/",
            answer_files.answer_file_withdraw,
            name="answer_file_withdraw",
        ),
    ]
