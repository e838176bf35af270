"""A file of the caller's, read for an upload."""

from __future__ import annotations

from pathlib import Path

from .errors import Misconfigured
from .flows.upload import LocalFile
from .media import sniff

_TYPES = {
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "mov": "video/quicktime",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "png": "image/png",
    "wav": "audio/wav",
    "webm": "video/webm",
    "webp": "image/webp",
}


def local_file(file: str | Path | bytes, name: str) -> LocalFile:
    """Read it; its kind is told by its first bytes, else by its name. Raises ``Misconfigured``."""
    import mimetypes  # noqa: PLC0415  only for uploads

    if isinstance(file, bytes):
        data, called = file, name
    else:
        path = Path(file)
        try:
            data, called = path.read_bytes(), name or path.name
        except OSError as error:
            raise Misconfigured(f"{path} cannot be read: {error.strerror}") from None
    kind = _TYPES.get(sniff(data[:64])) or mimetypes.guess_type(called)[0]
    if not data or kind is None:
        raise Misconfigured(f"{called or 'the file'} is empty, or of no kind that its bytes or its name tell")
    return LocalFile(name=called or f"upload.{kind.split('/')[1]}", content_type=kind, data=data)
