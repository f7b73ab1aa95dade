"""A private sound server whose microphone hears what a test plays."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import time
from pathlib import Path

SCRIPT = Path(__file__).with_name("virtual_mic.sh")
PROGRAMS = ("pulseaudio", "pactl", "paplay", "parec")


class VirtualMicrophone:
    """One PulseAudio, started by `virtual_mic.sh`; nothing of the user's own sound is touched.

    Parameters
    ----------
    directory : Path
        For its socket and configuration; the path must be short (a socket's has 107 bytes at most).

    Attributes
    ----------
    environment : dict
        What the program under test needs beside its own environment.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._players: list[subprocess.Popen[bytes]] = []
        self._script("start")
        lines = self._script("env").splitlines()
        self.environment = dict(shlex.split(line)[1].split("=", 1) for line in lines)
        self.pid = int((directory / "pulse.pid").read_text())

    def play(self, path: Path, *, volume: int = 100, repeat: bool = False) -> subprocess.Popen[bytes]:
        """Play a sound file into the microphone; returns at once.

        Parameters
        ----------
        path : Path
            wav, flac, ogg; other formats need sox.
        volume : int
            Per cent.
        repeat : bool
            Over and over until `stop_playing`: a busy machine may take longer than the file lasts until it listens.
        """
        command = [str(SCRIPT), "play", str(path), "-v", f"{volume}%"]
        if repeat:
            command = ["bash", "-c", 'while "$@"; do :; done', "repeat", *command]
        player = subprocess.Popen(command, env=self._environment(), start_new_session=True)
        self._players.append(player)
        return player

    @property
    def plays(self) -> bool:
        """Is anything to be heard by now?"""
        return bool(self.pactl("list", "short", "sink-inputs").strip())

    @property
    def is_open(self) -> bool:
        """Does a program listen? The microphone itself is always an output of the speaker's monitor."""
        return "protocol-native" in self.pactl("list", "short", "source-outputs")

    def stop_playing(self) -> None:
        """Silence."""
        for player in self._players:
            if player.poll() is None:
                os.killpg(player.pid, signal.SIGTERM)
            player.wait()
        self._players.clear()

    def pactl(self, *arguments: str) -> str:
        """Run `pactl` on this server."""
        environment = self._environment() | self.environment
        return subprocess.run(["pactl", *arguments], env=environment, check=True, capture_output=True, text=True).stdout

    def kill_server(self) -> None:
        """End the sound server as a crash does."""
        if _alive(self.pid):
            self.signal_server(signal.SIGKILL)
        while _alive(self.pid):
            time.sleep(0.01)

    def signal_server(self, number: signal.Signals) -> None:
        """Send a signal to the sound server."""
        os.kill(self.pid, number)

    def stop(self) -> None:
        """End everything that was started here."""
        self.stop_playing()
        self.kill_server()

    def _environment(self) -> dict[str, str]:
        return os.environ | {"VMIC_DIR": str(self.directory)}

    def _script(self, command: str) -> str:
        done = subprocess.run(
            [str(SCRIPT), command], check=False, env=self._environment(), capture_output=True, text=True
        )
        if done.returncode:
            raise RuntimeError(f"virtual_mic.sh {command}: {done.stderr}")
        return done.stdout


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
