from __future__ import annotations

import io
from zipfile import ZIP_STORED, ZipFile

from hwocr.export.archive import archive, stems


def test_files_come_back_out_of_the_archive() -> None:
    files = {"a.txt": "Żółw".encode(), "a.pdf": b"%PDF" * 100, "ü.csv": b""}
    data = archive((name, lambda name=name: files[name]) for name in files)  # type: ignore[misc]
    with ZipFile(io.BytesIO(data)) as zipped:
        assert {name: zipped.read(name) for name in zipped.namelist()} == files
        assert zipped.getinfo("a.pdf").compress_type == ZIP_STORED


def test_no_two_stems_are_the_same_even_where_case_does_not_count() -> None:
    names = ["a.jpg", "b.jpg", "A.png", "a-2.jpg", "", "../x/c.jpg", "..\\d.jpg"]
    assert stems(names) == ["a", "b", "A-2", "a-2-2", "page", "c", "d"]


def test_pages_keep_their_number_and_lose_the_ending() -> None:
    names = ["scan.pdf, page 1", "scan.pdf, page 2", "v1.2 notes.jpeg", ".hidden", "no ending"]
    assert stems(names) == ["scan, page 1", "scan, page 2", "v1.2 notes", ".hidden", "no ending"]
