from __future__ import annotations

import configparser
import shutil
import subprocess
import xml.etree.ElementTree as ET

import pytest

from spotgui import __version__
from spotgui.app import DESKTOP_ID
from spotgui.paths import resource


def test_desktop_file_names_what_is_there() -> None:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(resource(f"{DESKTOP_ID}.desktop"), encoding="utf-8")
    entry = parser["Desktop Entry"]
    assert entry["Type"] == "Application"
    assert entry["Exec"] == "spotgui"
    assert resource(f"{entry['Icon']}.svg").exists()
    assert entry["Categories"].endswith(";")


def test_metainfo_names_what_is_there() -> None:
    root = ET.parse(resource(f"{DESKTOP_ID}.metainfo.xml")).getroot()
    assert root.findtext("id") == DESKTOP_ID
    assert root.findtext("launchable") == f"{DESKTOP_ID}.desktop"
    releases = root.find("releases")
    assert releases is not None
    assert releases[0].attrib["version"] == __version__


@pytest.mark.parametrize(
    ("program", "arguments", "suffix"),
    [
        ("desktop-file-validate", [], ".desktop"),
        ("appstreamcli", ["validate", "--no-net"], ".metainfo.xml"),
    ],
)
def test_the_official_validators_are_content(program: str, arguments: list[str], suffix: str) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    done = subprocess.run(
        [program, *arguments, str(resource(DESKTOP_ID + suffix))], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
