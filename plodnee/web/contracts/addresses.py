"""The addresses of contracts, below those of a centre and of a household."""

from django.urls import URLPattern, path

from plodnee.web.contracts import adjusting, amending, deeds, files, views


def addresses_of_contracts(centre: str, household: str) -> list[URLPattern]:
    """The addresses below the given ones of a centre and of a household of it."""
    contract = f"{centre}contracts/<uuid:contract_id>/"
    return [
        path(f"{centre}contracts/", views.contract_list, name="contracts"),
        path(f"{centre}contracts.csv", views.contract_text, name="contracts_text"),
        path(f"{household}contract/new/", deeds.contract_new, name="contract_new"),
        path(contract, views.contract, name="contract"),
        path(f"{contract}account/", deeds.contract_account, name="contract_account"),
        path(f"{contract}issue/", deeds.contract_issue, name="contract_issue"),
        path(f"{contract}sign/", deeds.contract_sign, name="contract_sign"),
        path(f"{contract}withdraw/", deeds.contract_withdraw, name="contract_withdraw"),
        path(f"{contract}cancel/", deeds.contract_cancel, name="contract_cancel"),
        path(f"{contract}amend/", amending.contract_amend, name="contract_amend"),
        path(f"{contract}propose/", amending.contract_propose, name="contract_propose"),
        path(
            f"{contract}amendment/",
            amending.contract_issue_amendment,
            name="contract_issue_amendment",
        ),
        path(f"{contract}waive/", adjusting.contract_waive, name="contract_waive"),
        path(f"{contract}fee/", adjusting.contract_fee, name="contract_fee"),
        path(f"{contract}late/", adjusting.contract_late, name="contract_late"),
        path(f"{contract}adjust/", adjusting.contract_adjust, name="contract_adjust"),
        path(f"{contract}settle/", deeds.contract_settle, name="contract_settle"),
        path(f"{contract}pay-off/", deeds.contract_pay_off, name="contract_pay_off"),
        *_files(contract),
    ]


def _files(contract: str) -> list[URLPattern]:
    return [
        path(
            f"{contract}papers/<uuid:paper_id>.pdf",
            files.issued_paper,
            {"ending": ".pdf"},
            name="contract_paper_pdf",
        ),
        path(
            f"{contract}papers/<uuid:paper_id>.docx",
            files.issued_paper,
            {"ending": ".docx"},
            name="contract_paper_docx",
        ),
        path(
            f"{contract}contract.pdf", files.contract_paper, {"ending": ".pdf"}, name="contract_pdf"
        ),
        path(
            f"{contract}contract.docx",
            files.contract_paper,
            {"ending": ".docx"},
            name="contract_docx",
        ),
    ]
