"""The nouns: frozen, slotted dataclasses that the stages hand to each other. No verbs live here."""
