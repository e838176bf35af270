"""The runtime under every generated client: copied verbatim into what is generated, and nothing imported here.

Validators and prices need only ``violation`` and ``price``, which load in a few milliseconds.
"""
