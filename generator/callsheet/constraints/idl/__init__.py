"""The Inter-parameter Dependency Language (IDL, IDL4OAS): read into rules, and written from them.

``operation.parameters`` and ``operation.rules`` read an operation with ``x-dependencies``; ``write.dependencies``
gives the texts for one.
"""
