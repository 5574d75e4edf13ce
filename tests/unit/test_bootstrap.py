"""The first start sets everything up once, and survives whatever happens meanwhile."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest

from tests.helpers.checkout import BASE_PYTHON, Checkout

RUN = {"tea": "1", "cup": "1"}
DEV = {**RUN, "scale": "1"}


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path / "checkout")


def test_first_start_sets_up_and_goes_on_in_the_environment(checkout: Checkout) -> None:
    done = checkout.start("price", "--json")
    assert (done.returncode, done.stdout) == (0, f"in {checkout.place.folder} with price --json\n")
    assert done.stderr.splitlines() == [
        "Setting up Zhanggui (once; about 450 MB on disk) ...",
        f"Creating the environment in {checkout.place.folder}",
        "  Installing packages 2/2",
        "Checking what was installed",
        "Ready.",
    ]
    assert checkout.installed() == RUN


def test_second_start_says_and_does_nothing(checkout: Checkout) -> None:
    checkout.start()
    before = checkout.calls()
    done = checkout.start()
    assert (done.returncode, done.stderr, checkout.calls()) == (0, "", before)


def test_it_speaks_chinese_in_a_chinese_shell(checkout: Checkout) -> None:
    assert "准备完成" in checkout.start(LANG="zh_CN.UTF-8").stderr


def test_a_changed_lock_is_installed_into_the_same_environment(checkout: Checkout) -> None:
    checkout.start()
    checkout.pin({"tea": "2", "cup": "1"}, {"scale": "1"})
    done = checkout.start()
    assert done.returncode == 0
    assert checkout.installed() == {"tea": "2", "cup": "1"}
    assert checkout.calls() == ["venv --allow-existing", "pip install", "pip install"]


def test_a_changed_lock_counts_even_where_the_named_pins_stay(checkout: Checkout) -> None:
    checkout.start()
    lock = Path(checkout.place.lock_path("run"))
    lock.write_text(lock.read_text() + "spoon==1\n")
    checkout.start()
    assert checkout.installed() == {**RUN, "spoon": "1"}


def test_tests_add_the_tools_and_the_program_does_not_take_them_away(checkout: Checkout) -> None:
    checkout.start()
    assert checkout.start("test").returncode == 0
    before = checkout.calls()
    assert checkout.start().stderr == ""
    assert checkout.start("bench").stderr == ""
    assert (checkout.installed(), checkout.calls()) == (DEV, before)


def test_tools_are_brought_up_to_date_after_the_program_was(checkout: Checkout) -> None:
    checkout.start("test")
    checkout.pin({"tea": "2", "cup": "1"}, {"scale": "2"})
    checkout.start()
    assert checkout.installed() == {"tea": "2", "cup": "1", "scale": "1"}
    checkout.start("test")
    assert checkout.installed() == {"tea": "2", "cup": "1", "scale": "2"}


def test_an_environment_made_by_others_is_taken_as_it_is(checkout: Checkout) -> None:
    checkout.start()
    Path(checkout.place.stamp).unlink()
    before = checkout.calls()
    done = checkout.start()
    assert (done.returncode, done.stderr, checkout.calls()) == (0, "", before)
    assert checkout.place.is_ready("run")


def test_a_half_made_environment_is_made_again(checkout: Checkout) -> None:
    checkout.start()
    Path(checkout.place.building).touch()
    rubbish = Path(checkout.place.folder) / "lib" / "rubbish"
    rubbish.mkdir()
    done = checkout.start()
    assert done.returncode == 0
    assert "was not finished" in done.stderr
    assert not rubbish.exists()


def test_an_interpreter_that_does_not_start_is_replaced(checkout: Checkout) -> None:
    checkout.start()
    python = Path(checkout.place.python)
    python.unlink()
    python.symlink_to("nowhere")
    assert checkout.start().returncode == 0
    assert python.exists()


def test_a_kill_at_any_moment_costs_only_time(checkout: Checkout) -> None:
    moments = random.Random(20)
    for _ in range(8):
        process = checkout.begin("test", FAKE_UV_PAUSE_S="0.02")
        time.sleep(moments.uniform(0.0, 0.4))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        if checkout.place.is_ready("dev"):
            assert checkout.installed() == DEV
    done = checkout.start("test")
    assert (done.returncode, checkout.installed()) == (0, DEV)
    assert checkout.place.is_ready("run") and checkout.place.is_ready("dev")


def test_an_installer_that_outlives_its_start_keeps_the_next_one_waiting(
    checkout: Checkout,
) -> None:
    first = checkout.begin(FAKE_UV_PAUSE_S="0.2")
    while "pip install" not in checkout.calls():
        time.sleep(0.01)
    first.kill()
    first.communicate()
    done = checkout.start()
    assert done.returncode == 0
    assert done.stderr.startswith("Another start is setting up right now")
    assert checkout.installed() == RUN


def test_starts_at_the_same_time_set_up_once(checkout: Checkout) -> None:
    together = [checkout.begin(FAKE_UV_PAUSE_S="0.05") for _ in range(3)]
    assert [process.wait(60) for process in together] == [0, 0, 0]
    for process in together:
        process.communicate()
    assert checkout.calls() == ["venv --allow-existing", "pip install"]


def test_an_interrupt_ends_in_one_sentence(checkout: Checkout) -> None:
    process = checkout.begin(FAKE_UV_PAUSE_S="5")
    while not os.path.exists(checkout.place.building):
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 1
    assert err.splitlines()[-1] == (
        "zhanggui: Setting up was interrupted; start again and it goes on."
    )


def test_a_full_disk_is_named_and_the_half_made_part_given_back(checkout: Checkout) -> None:
    done = checkout.start(FAKE_UV_SAYS="error: No space left on device (os error 28)")
    assert done.returncode == 1
    assert "Not enough disk space" in done.stderr.splitlines()[-1]
    assert os.listdir(checkout.place.folder) == [".setup"]
    assert checkout.start().returncode == 0


def test_an_environment_that_cannot_be_entered_is_named(checkout: Checkout) -> None:
    checkout.start()
    python = Path(checkout.place.python)
    python.unlink()
    python.write_text("this starts nowhere")
    python.chmod(0o755)
    done = checkout.start()
    assert done.returncode == 1
    assert done.stderr == (
        f"zhanggui: The environment in {checkout.place.folder} does not work: "
        "delete that folder and start again.\n"
    )


def test_an_environment_that_leads_elsewhere_is_not_entered_for_ever(checkout: Checkout) -> None:
    checkout.start()
    python = Path(checkout.place.python)
    python.unlink()
    python.write_text(f'#!/bin/sh\nexec "{BASE_PYTHON}" "$@"\n')
    python.chmod(0o755)
    done = checkout.start()
    assert done.returncode == 1
    assert "does not work: delete that folder" in done.stderr.splitlines()[-1]


def test_a_checkout_without_its_lock_says_so(checkout: Checkout) -> None:
    Path(checkout.place.lock_path("run")).unlink()
    done = checkout.start()
    assert done.returncode == 1
    assert "requirements.lock" in done.stderr.splitlines()[-1]


def test_settings_of_other_pythons_do_not_leak_in(checkout: Checkout, tmp_path: Path) -> None:
    checkout.start()
    (tmp_path / "sitecustomize.py").write_text("print('leaked')\n")
    done = checkout.start(PYTHONPATH=str(tmp_path), PYTHONDONTWRITEBYTECODE="1")
    assert done.stdout.count("leaked") == 1  # the user's own interpreter; ours is clean
