"""The numbers that laws and programmes set: dated TOML files with their sources, and a reader."""

from plodnee.policy.reader import Version, families, in_force, versions

__all__ = ["Version", "families", "in_force", "versions"]
