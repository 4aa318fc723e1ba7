"""How people log in: accounts are given by an office, second factors are kept sealed."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from plodnee.audit.sealing import seal, unseal

MFA_PLACE = "mfa_authenticator|secret"


class GivenAccounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody opens an account for themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False


class SealedSecondFactor(DefaultMFAAdapter):  # type: ignore[misc]
    """Second-factor secrets and recovery codes are encrypted in the database."""

    def encrypt(self, text: str) -> str:
        """The secret, sealed under the installation's current key."""
        return seal(text, place=MFA_PLACE)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again."""
        return unseal(encrypted_text, place=MFA_PLACE)
