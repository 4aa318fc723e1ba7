"""Properties are about what is true, not how fast: kernels compile on their first call."""

from hypothesis import settings

settings.register_profile("engine", deadline=None)
settings.load_profile("engine")
