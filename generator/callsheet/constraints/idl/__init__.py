"""The Inter-parameter Dependency Language (IDL, IDL4OAS): read into rules, and written from them."""
