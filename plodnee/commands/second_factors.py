"""The log-in package's secrets, which lie in a table of its own, sealed again."""


def rotate_second_factors() -> int:
    """How many values were sealed again under today's key."""
    from allauth.mfa.models import Authenticator
    from django.db import transaction

    from plodnee.audit.keys import current_version
    from plodnee.audit.sealing import FORMAT
    from plodnee.config.accounts import SealedSecondFactor

    adapter, today = SealedSecondFactor(), f"{FORMAT}|{current_version()}|"
    changed = 0
    for key in Authenticator.objects.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            one = Authenticator.objects.select_for_update(no_key=True).get(pk=key)
            fresh = {name: _again(value, adapter, today) for name, value in one.data.items()}
            if fresh != one.data:
                changed += 1
                Authenticator.objects.filter(pk=key).update(data=fresh)
    return changed


def _again(value: object, adapter: object, today: str) -> object:
    """A sealed text under today's key; lists of them one by one; anything else as it is."""
    from plodnee.audit.sealing import FORMAT

    if isinstance(value, list):
        return [_again(one, adapter, today) for one in value]
    sealed = isinstance(value, str) and value.startswith(f"{FORMAT}|")
    if not sealed or str(value).startswith(today):
        return value
    return adapter.encrypt(adapter.decrypt(value))  # type: ignore[attr-defined]
