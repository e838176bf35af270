"""Collected by the pytest plugin: ``pytest --pyargs callsheet_conformance --callsheet-target emulated``.

A project that wants the suite among its own tests puts an empty file of this name beside them.
"""
