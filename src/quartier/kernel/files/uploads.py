"""What is taken in of what a form sends. A file that is too large is read to its end and thrown away: the words beside it stay."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from quartier.kernel.files.contents import MOST_BYTES

MOST_AT_ONCE = 3 * MOST_BYTES  # of all files in one request
MOST_OF_STRANGERS = (
    2 * 2**20
)  # whoever sets a quarter up has no account yet, and sends its outline; this much stays in memory


class LeftOut(InMemoryUploadedFile):
    """A file that was sent and not taken in: its name and its size are known, its content is gone."""


class FrugalUploads(FileUploadHandler):
    """Stands before Django's own, and hands them no more than may be kept. Of strangers nothing comes onto the disk."""

    chunk_size = 64 * 2**10
    taken_in = 0

    def new_file(self, *arguments: Any, **named: Any) -> None:
        super().new_file(*arguments, **named)
        self.bytes_of_file = 0
        self.is_left_out = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.bytes_of_file += len(raw_data)
        self.taken_in += len(raw_data)
        most = MOST_OF_STRANGERS if self._is_stranger() else MOST_AT_ONCE
        self.is_left_out |= self.bytes_of_file > MOST_BYTES or self.taken_in > most
        return None if self.is_left_out else raw_data

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        if not self.is_left_out:
            return None
        self.taken_in -= self.bytes_of_file
        return LeftOut(
            BytesIO(), self.field_name, self.file_name or "", self.content_type, self.bytes_of_file, self.charset
        )

    def _is_stranger(self) -> bool:
        user = getattr(self.request, "user", None)
        return user is None or not user.is_authenticated
