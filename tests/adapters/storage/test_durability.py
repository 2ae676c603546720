"""A real process that rehearses is killed at random moments; what it reported as saved must be on disk."""

import os
import random
import signal
import subprocess
import sys
import time

from coach.storage.database import Database
from coach.storage.practices import SqlPracticeStore

WRITER = """
import sys
from coach.settings import shipped
from coach.storage.database import Database
from coach.storage.practices import SqlPracticeStore
from coach.storage.scenarios import read
from coach.domain.labels import Orientation, Tag, Time
from coach.domain.note import Note
from coach.domain.scenario import Stage
from coach.domain.transcript import Practice, Turn
from datetime import UTC, datetime

store = SqlPracticeStore(Database(sys.argv[1]))
scenario = read(shipped("knowledge") / "scenarios" / "appraisal-high-low.yaml")
practice = Practice(sys.argv[2], "local", scenario, datetime.now(UTC))
store.add(practice)
print("begun", flush=True)
parent = None
for number in range(1, 10_000):
    turn = Turn(f"{sys.argv[2]}-{number}", parent, number, "言葉" * 50, Tag(Orientation.NEUTRAL, 1.0, Time.NONE), 0.3,
                Stage.GUARDED, "はい。", Note(""))
    store.add_turn(practice.id, turn, acting="local")
    parent = turn.id
    print(number, flush=True)
"""
KILLS = 50
AT_ONCE = 10


def test_killed_50_times_every_turn_that_was_shown_is_there(tmp_path):
    url = f"sqlite:///{tmp_path}/coach.sqlite3"
    store = SqlPracticeStore(Database(url))
    chance = random.Random(11)
    for batch in range(KILLS // AT_ONCE):
        names = [f"p{batch}x{one}" for one in range(AT_ONCE)]
        running = [
            subprocess.Popen(
                [sys.executable, "-c", WRITER, url, name], stdout=subprocess.PIPE, text=True, env=dict(os.environ)
            )
            for name in names
        ]
        for process in running:
            assert "begun\n" == process.stdout.readline()
        time.sleep(chance.uniform(0.0, 0.25))
        for process in running:
            process.send_signal(signal.SIGKILL)
        for name, process in zip(names, running, strict=True):
            shown = [int(line) for line in process.communicate()[0].splitlines() if line.strip().isdigit()]
            kept = store.get(name, acting="local").path()
            # Everything reported is kept; at most the turn in flight may be kept without having been reported.
            assert len(shown) <= len(kept) <= len(shown) + 1
            assert list(range(1, len(kept) + 1)) == [turn.number for turn in kept]
