"""What pages call things: tables of words in the languages of the pages. Data only; a new spelling is a new word here."""
