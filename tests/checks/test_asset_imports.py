"""The desk is never imported by others; other folders import only shared."""

from pathlib import Path

from workshop.checks.asset_imports import findings


def module(root: Path, path: str, text: str) -> None:
    file = root / "overrides" / "assets" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def test_a_folder_can_import_its_own_files_and_shared_ones(tmp_path: Path):
    module(tmp_path, "shared/h.js", "")
    module(tmp_path, "desk/rows.js", "")
    module(tmp_path, "desk/index.js", 'import { h } from "../shared/h.js"\nimport { rows } from "./rows.js"\n')
    assert findings(tmp_path) == []


def test_an_import_of_another_folder_is_found_even_when_it_is_lazy(tmp_path: Path):
    module(tmp_path, "desk/rows.js", "")
    module(tmp_path, "inbox/index.js", 'const { rows } = await import("../desk/rows.js")\n')
    assert findings(tmp_path) == [
        "overrides/assets/inbox/index.js:1: inbox imports desk/rows.js; only shared may be imported"
    ]


def test_shared_imports_no_other_folder(tmp_path: Path):
    module(tmp_path, "desk/rows.js", "")
    module(tmp_path, "shared/h.js", 'import { rows } from "../desk/rows.js"\n')
    assert len(findings(tmp_path)) == 1


def test_a_link_to_another_folder_is_found(tmp_path: Path):
    module(tmp_path, "inbox/talk.js", "")
    (tmp_path / "overrides/assets/desk").mkdir()
    (tmp_path / "overrides/assets/desk/talk.js").symlink_to("../inbox/talk.js")
    assert len(findings(tmp_path)) == 1
