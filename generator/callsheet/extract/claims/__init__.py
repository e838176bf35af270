"""One module a shape of claim: what it finds in a cell or a sentence, and which words it took."""
