"""The site in a real browser: nothing refused by its policy, no errors, both schemes, both widths, keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from site_fixture import FERNS, MARKUP, SOURCE

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = Path("/usr/bin/chromium")
pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium at /usr/bin/chromium")

ACCESSIBILITY = (Path(__file__).parent / "accessibility.js").read_text()
WATCH = "document.addEventListener('securitypolicyviolation', e => console.error('refused by policy: ' + e.blockedURI))"
PAPER = f"/paper/{FERNS}"
NETWORK = f"/architectures/{FERNS}.figure-1.2"
PAGES = {
    "home": "/",
    "results": "/search?q=ferns",
    "networks": "/search?q=layer:conv2d&kind=architectures",
    "nothing": "/search?q=zzzzqq",
    "paper": PAPER,
    "markup": f"/paper/{MARKUP}",
    "network": NETWORK,
    "code": f"/architectures/{FERNS}.figure-1.1/code/onnx",
    "layers": "/layers",
    "layer": "/layers/conv2d",
    "runs": "/runs",
    "about": "/about",
    "api": "/api",
}


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as started:
        running = started.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def opened(browser, site):
    """Opens pages; the test fails for any error on the console, any exception, anything the policy refused."""
    contexts, faults = [], []

    def open_page(path, *, scheme="light", width=1280, expected=200, **more):
        context = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce", **more
        )
        contexts.append(context)
        context.add_init_script(WATCH)
        page = context.new_page()
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        answer = page.goto(site.url + path, wait_until="load")
        assert answer.status == expected
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults, faults


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_pages_can_be_read_by_everyone(opened, path) -> None:
    page = opened(path)
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate(ACCESSIBILITY) == [], (width, scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_accessibility_check_sees_faults(opened) -> None:
    page = opened("/about")
    page.evaluate(
        """() => document.querySelector("main").insertAdjacentHTML("beforeend",
        "<h4>Jump</h4><input><button></button><img src=/static/icon.svg><p id=pale>pale</p><p id=pale></p>")"""
    )
    page.evaluate("document.getElementById('pale').style.color = '#999'")
    faults = " ".join(page.evaluate(ACCESSIBILITY))
    for words in (
        "heading jumps",
        "has no label",
        "has no name",
        "has no alt",
        "contrast 2.",
        "id stands twice",
    ):
        assert words in faults, words


def test_pages_are_really_dark_and_really_light(opened) -> None:
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    assert opened("/", scheme="light").evaluate(ground) == "rgb(255, 255, 255)"
    dark = opened("/", scheme="dark").evaluate(ground)
    assert sum(int(v) for v in dark[4:-1].split(",")) < 120


def test_the_theme_button_outlives_the_page(opened) -> None:
    page = opened("/", scheme="light")
    button = page.locator("button.theme")
    button.click()
    assert page.locator("html").get_attribute("data-theme") == "light"
    button.click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.goto(page.url + "about")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.locator("button.theme").click()
    assert page.locator("html").get_attribute("data-theme") is None


def test_slash_goes_to_the_search_box_and_enter_searches(opened) -> None:
    page = opened("/about")
    page.keyboard.press("/")
    page.keyboard.type("ferns")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=ferns*")
    assert page.locator(".result h3").first.inner_text() == "Residual Networks for Ferns"


def test_the_first_tab_stop_skips_to_the_content(opened) -> None:
    page = opened("/layers")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_code_tabs_with_mouse_and_arrows(opened) -> None:
    page = opened(PAPER)
    code = page.locator(".code").first
    code.get_by_role("tab", name="ONNX").click()
    code.get_by_text("net.prototxt").wait_for()
    assert "Node “add” has two shapes." in code.inner_text()
    page.keyboard.press("ArrowLeft")
    code.get_by_text("Caffe has no layer for GELU.").wait_for()
    page.keyboard.press("Home")
    code.get_by_text("model.py").wait_for()
    assert code.get_by_role("tab", name="PyTorch").get_attribute("aria-selected") == "true"


def test_code_is_copied_as_it_is(opened) -> None:
    page = opened(PAPER, permissions=["clipboard-read", "clipboard-write"])
    button = page.locator(".code button.copy").first
    button.click()
    page.get_by_text("Copied").first.wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == SOURCE.rstrip("\n")


def test_a_drawing_opens_large_scales_and_closes(opened) -> None:
    page = opened(NETWORK)
    page.locator("figure.drawing svg").click(position={"x": 20, "y": 20})
    view = page.locator("dialog.viewer svg")
    view.wait_for()
    before = view.get_attribute("viewBox").split()
    page.keyboard.press("+")
    after = view.get_attribute("viewBox").split()
    assert float(after[2]) < float(before[2])
    page.keyboard.press("ArrowRight")
    assert view.get_attribute("viewBox").split()[0] != after[0]
    page.mouse.move(400, 400)
    page.mouse.wheel(0, 300)
    page.wait_for_function(
        "w => document.querySelector('dialog.viewer svg').viewBox.baseVal.width > w", arg=float(after[2])
    )
    assert page.evaluate(ACCESSIBILITY) == []
    page.keyboard.press("Escape")
    view.wait_for(state="hidden")


def test_a_choice_of_order_is_applied_at_once(opened) -> None:
    page = opened("/search?q=lichens")
    page.locator("#sort").select_option("oldest")
    page.wait_for_url("**sort=oldest*")


def test_everything_is_there_without_scripts(opened) -> None:
    page = opened(PAPER, java_script_enabled=False)
    assert page.locator("svg.arch").count() == 2
    page.locator(".code a.tab").nth(4).click()
    assert "net.prototxt" in page.locator("main").inner_text()
    assert page.locator("button.copy:visible").count() == 0


def test_a_page_that_is_not_there_is_a_page_too(browser, site) -> None:
    page = browser.new_page(color_scheme="dark")
    assert page.goto(site.url + "/paper/9901.00001").status == 404
    assert page.evaluate(ACCESSIBILITY) == []
    page.close()
