"""Train Rasa where that is not done yet, run it on this machine, and say how Luotsi is told of it.

    sidecar.py [--config light|diet] [--each N] [--language fi] [--port N] [COMMAND …]

Without a command it runs until it is stopped. With one it runs for as long as the command, which finds LUOTSI_RASA_*
in its environment, and ends with its exit code. Runs on the Python of `nlu/rasa/environment`; needs nothing but that.
"""

import argparse
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))

from prepare import model_name, texts_by_reason, training_data  # noqa: E402  the path comes first

MODELS = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "luotsi" / "rasa-models"
READY_WITHIN = 180  # seconds; TensorFlow alone takes twenty on two busy cores
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",  # tells nobody of us
    "TF_CPP_MIN_LOG_LEVEL": "2",
    "CUDA_VISIBLE_DEVICES": "-1",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "PYTHONWARNINGS": "ignore",
    "SANIC_WORKERS": "1",
    "LOG_LEVEL": "ERROR",
    "LOG_LEVEL_LIBRARIES": "ERROR",  # Sanic's log of requests holds the token
}
# Through a proxy of the environment the token would go to others.
STRAIGHT = urllib.request.build_opener(urllib.request.ProxyHandler({}))
# The token must not stand among the arguments, which everybody on the machine can read.
RASA = "import os, sys; sys.argv += ['-t', os.environ.pop('RASA_TOKEN')]; sys.argv[0] = 'rasa'; from rasa.__main__ import main; main()"


def main() -> int:
    asked = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # an ending like any other, which clears up
    model = train(asked.config, asked.language, asked.each)
    token, port = os.environ.pop("RASA_TOKEN", "") or secrets.token_urlsafe(24), asked.port or free_port()
    with tempfile.TemporaryDirectory() as folder:
        rasa, said = start(model, token, port, Path(folder))
        try:
            if not is_ready(rasa, f"http://127.0.0.1:{port}/status?token={urllib.parse.quote(token)}", model):
                sys.exit(f"Rasa is not ready after {READY_WITHIN} s, or has ended:\n{said.read_text('utf-8', 'replace')[-4000:]}")
            told = {
                "LUOTSI_RASA_URL": f"http://127.0.0.1:{port}",
                "LUOTSI_RASA_TOKEN": token,
                "LUOTSI_RASA_MODEL": model.name.removesuffix(".tar.gz"),
            }
            return beside(rasa, told, asked.command)
        except KeyboardInterrupt:
            return 0
        finally:
            stop(rasa)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--config", choices=("light", "diet"), default="light")
    parser.add_argument("--each", type=int, default=0, help="texts of a reason; 0: all")
    parser.add_argument("--language", choices=("", "fi", "sv", "en"), default="", help="of one language; empty: of all")
    parser.add_argument("--port", type=int, default=0, help="0: any that is free")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    return parser.parse_args()


def train(configuration: str, language: str, each: int) -> Path:
    """The trained model, made where there is none of that name. It appears whole or not at all."""
    data = training_data(texts_by_reason(language, each))
    name = model_name(configuration, data)
    model = MODELS / f"{name}.tar.gz"
    if model.exists():
        print(f"Rasa's model {name} is there", flush=True)
        return model
    begun = time.monotonic()
    MODELS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=MODELS) as folder:
        (Path(folder) / "nlu.yml").write_text(data, encoding="utf-8")
        shutil.copy(HERE / f"config-{configuration}.yml", Path(folder) / "config.yml")
        command = [sys.executable, "-m", "rasa", "train", "nlu", "--config", "config.yml", "--nlu", "nlu.yml"]
        command += ["--out", ".", "--fixed-model-name", name]
        # What Rasa says of its training is about Rasa: it is shown where training fails.
        said = subprocess.run(command, cwd=folder, env=os.environ | QUIET, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        made = Path(folder) / f"{name}.tar.gz"
        if said.returncode or not made.exists():
            sys.exit(f"Rasa's training failed:\n{said.stdout.decode(errors='replace')[-4000:]}")
        made.rename(model)
    print(f"Rasa's model {name} was trained in {time.monotonic() - begun:.0f} s", flush=True)
    return model


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def start(model: Path, token: str, port: int, folder: Path) -> tuple[subprocess.Popen, Path]:
    """Rasa, starting in *folder*, and the file that it writes to, which goes with the folder: it may quote what it reads."""
    # No channels. Without this file Rasa opens the one that lets in whoever has no token.
    (folder / "credentials.yml").write_text("{}\n")
    command = [sys.executable, "-c", RASA, "run", "--enable-api", "-m", str(model), "-i", "127.0.0.1", "-p", str(port)]
    said = folder / "said"
    with said.open("wb") as file:
        env = os.environ | QUIET | {"RASA_TOKEN": token}
        # In a session of its own, so that Ctrl-C comes to us, who stop it.
        rasa = subprocess.Popen(command, cwd=folder, env=env, stdout=file, stderr=file, start_new_session=True)
    return rasa, said


def is_ready(rasa: subprocess.Popen, status: str, model: Path) -> bool:
    """Wait for the model: the port is open long before it is loaded."""
    ends = time.monotonic() + READY_WITHIN
    while time.monotonic() < ends and rasa.poll() is None:
        try:
            with STRAIGHT.open(status, timeout=5) as answer:
                if Path(json.load(answer)["model_file"] or "").name == model.name:
                    return True
        except (OSError, ValueError, KeyError):
            pass
        time.sleep(0.5)
    return False


def beside(rasa: subprocess.Popen, told: dict[str, str], command: list[str]) -> int:
    """Run *command* with the settings that it is *told*, or say them and wait."""
    if command:
        return subprocess.run(command, cwd=ROOT, env=os.environ | told).returncode
    print("Rasa answers. In another shell, from the root of the clone:\n")
    for name, value in told.items():
        print(f"  export {name}={value}")
    print("  echo '{\"id\": 1, \"text\": \"…\"}' | .venv/bin/luotsi triage --engine rasa\n\nCtrl-C stops it.", flush=True)
    return rasa.wait()


def stop(rasa: subprocess.Popen) -> None:
    rasa.terminate()
    try:
        rasa.wait(10)
    except subprocess.TimeoutExpired:
        rasa.kill()
        rasa.wait()


if __name__ == "__main__":
    sys.exit(main())
