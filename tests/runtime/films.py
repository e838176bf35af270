"""A small film, and what is sent in its place."""

from __future__ import annotations

BODY = bytes(range(256)) * 400
FILM = b"\0\0\0\x18ftypisom\0\0\2\0isomiso2" + b"\0\0\0\x10moov" + b"M" * 8
FILM += (len(BODY) + 8).to_bytes(4, "big") + b"mdat" + BODY
HTML = b"<!doctype html><title>Sign in</title>" * 20
