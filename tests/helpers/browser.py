"""A customer's phone: the provider's pages in a real Chromium, as small as a hand."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

# Selenium is imported where it is used: most test runs have no need of it.

WAIT_S = 20
SCREEN = {"width": 360, "height": 740, "pixelRatio": 2.0, "touch": True, "mobile": True}
_PROGRAMS = ("chromium", "chromedriver")
_HABITS = (
    "--headless=new",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--no-proxy-server",
    # whatever it wants from elsewhere on its own account, it finds nobody there
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


class Phone:
    """One page at a time, with what the browser says about it."""

    def __init__(self, driver: Any) -> None:
        self._driver = driver
        self._requests: list[str] = []

    def open(self, url: str, *, language: str = "en-GB", dark: bool = False) -> None:
        """Go to an address, as somebody with these habits."""
        self._tell("Emulation.setUserAgentOverride", userAgent="Phone", acceptLanguage=language)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._tell("Emulation.setEmulatedMedia", features=[scheme])
        self._driver.get(url)

    @property
    def text(self) -> str:
        """What can be read now."""
        return str(self._driver.find_element("tag name", "body").text)

    @property
    def language(self) -> str:
        """The language the page says it is in."""
        return str(self.ask("return document.documentElement.lang"))

    def buttons(self) -> list[str]:
        """What can be pressed, in order, as it reads."""
        return [x.text for x in self._found() if x.text]

    def press(self, words: str) -> None:
        """Touch the button with these words, and see the page it leads to."""
        self._and_wait(self._button(words).click)

    def unfold(self, words: str) -> None:
        """Touch a line that hides more, on the same page."""
        self._button(words).click()

    def write(self, text: str) -> None:
        """Type into the page's only field."""
        field = self._driver.find_element("css selector", "input:not([type=hidden])")
        field.clear()
        field.send_keys(text)

    def key(self, name: str) -> None:
        """Press a key of a keyboard, such as TAB or SPACE, wherever the focus is."""
        from selenium.webdriver import ActionChains, Keys

        ActionChains(self._driver).send_keys(getattr(Keys, name)).perform()

    def enter(self) -> None:
        """Press Enter and see the page it leads to."""
        self._and_wait(lambda: self.key("ENTER"))

    def focused(self) -> str:
        """What has the focus, as it reads."""
        return str(self._driver.switch_to.active_element.text)

    def ask(self, script: str, *arguments: object) -> Any:
        """The value of a script in the page."""
        return self._driver.execute_script(script, *arguments)

    def faint(self, least: float) -> list[str]:
        """Texts that stand out from what is behind them by less than this contrast (WCAG)."""
        found = [
            (text, _contrast(_light(front), _light(back)))
            for text, front, back in self.ask(_COLOURS)
        ]
        return [f"{text!r} {contrast:.1f}" for text, contrast in found if contrast < least]

    def back(self) -> None:
        """The page before."""
        self._driver.back()

    def complaints(self) -> list[str]:
        """What the browser wrote on its console since it was asked last."""
        return [str(x["message"]) for x in self._driver.get_log("browser")]

    def hosts(self) -> set[str]:
        """Every machine the pages asked anything of since this was asked last."""
        events = [json.loads(x["message"])["message"] for x in self._driver.get_log("performance")]
        urls = [
            event["params"]["request"]["url"]
            for event in events
            if event["method"] == "Network.requestWillBeSent"
        ]
        return {urlsplit(url).hostname or url for url in urls}

    def _button(self, words: str) -> Any:
        [button] = [x for x in self._found() if x.text == words]
        return button

    def _found(self) -> list[Any]:
        return list(self._driver.find_elements("css selector", "a, button, summary"))

    def _and_wait(self, act: Callable[[], object]) -> None:
        from selenium.common.exceptions import WebDriverException
        from selenium.webdriver.support.ui import WebDriverWait

        before = self.ask(_PAGE)
        act()
        # between two pages there is nobody to answer
        wait = WebDriverWait(
            self._driver, WAIT_S, poll_frequency=0.05, ignored_exceptions=[WebDriverException]
        )
        wait.until(lambda _: self.ask(_PAGE) not in (None, before))

    def _tell(self, command: str, **arguments: object) -> None:
        self._driver.execute_cdp_cmd(command, arguments)


_PAGE = "return document.readyState === 'complete' ? performance.timeOrigin : null"
"""Tells one loaded page from the next, even at the same address."""
_COLOURS = """
const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
const behind = x => {
  const [red, green, blue, alpha = 1] = numbers(getComputedStyle(x).backgroundColor);
  return alpha > 0 ? [red, green, blue] : behind(x.parentElement);
};
return [...document.querySelectorAll('body *')]
  .filter(x => [...x.childNodes].some(y => y.nodeType === 3 && y.data.trim()))
  .map(x => [x.innerText, numbers(getComputedStyle(x).color).slice(0, 3), behind(x)]);
"""


def _light(colour: list[float]) -> float:
    """The relative luminance of a colour in sRGB, 0 to 1."""
    parts = [x / 255 for x in colour]
    red, green, blue = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def missing() -> list[str]:
    """The programs that a real browser needs and this machine has not."""
    return [x for x in _PROGRAMS if shutil.which(x) is None]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Phone]:
    """One browser for the test run; skips, and says so, where there is none."""
    if missing():
        pytest.skip(f"no real browser: {' and '.join(missing())} not found")
    driver = _start()
    yield Phone(driver)
    driver.quit()


@pytest.fixture
def phone(chromium: Phone) -> Phone:
    """The browser, with nothing left over from before."""
    chromium.complaints()
    chromium.hosts()
    return chromium


def _start() -> Any:
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for habit in _HABITS:
        options.add_argument(habit)
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # it refuses to guard itself as root
        options.add_argument("--no-sandbox")
    options.add_experimental_option("mobileEmulation", {"deviceMetrics": SCREEN})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    service = webdriver.ChromeService(executable_path=shutil.which("chromedriver") or "")
    driver = webdriver.Chrome(options=options, service=service)
    driver.set_page_load_timeout(WAIT_S)
    return driver
