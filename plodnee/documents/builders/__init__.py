"""Document builders: a frozen dataclass of facts in, the bytes of a file out."""
