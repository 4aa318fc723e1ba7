"""One printable page on which a household is offered its menu and says which line it takes."""

from plodnee.documents.builders.offer_sheet.sheet import OfferSheet

__all__ = ["OfferSheet"]
