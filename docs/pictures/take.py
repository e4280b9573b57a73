"""Takes the READMEs' pictures from a demo quarter that is running: see README.md beside this file."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).parent
LOGIN_NAME, PASSPHRASE = "quitte-amsel-7", "linde amsel quitte"  # of a made-up person
GAP, AROUND = 24, (233, 230, 220)
DESKTOP, PHONE = (1280, 860), (390, 800)


def main(base: str, chromium: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium or None, args=["--no-sandbox"])
        cookies = sign_in(browser, base)
        post = first_link(browser, base, cookies, "/board/")
        request = first_link(browser, base, cookies, "/help/?sort=request")
        group = first_link(browser, base, cookies, "/groups/")
        save("heute", picture(browser, base, cookies, "/", DESKTOP))
        save("board", picture(browser, base, cookies, post, DESKTOP))
        save("group", picture(browser, base, cookies, f"{group}members/", DESKTOP))
        phones = [("/", "dark"), (request, "light"), ("/hilfe/", "light")]
        save(
            "phones",
            side_by_side([picture(browser, base, cookies, path, PHONE, theme=theme) for path, theme in phones]),
        )
        browser.close()


def sign_in(browser: Browser, base: str) -> object:
    context = browser.new_context(locale="de-DE")
    page = context.new_page()
    page.goto(f"{base}/account/login/")
    page.fill("[name=login_name]", LOGIN_NAME)
    page.fill("[name=passphrase]", PASSPHRASE)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "login" not in address)
    return context.storage_state()


def first_link(browser: Browser, base: str, cookies: object, path: str) -> str:
    page = browser.new_context(storage_state=cookies, locale="de-DE").new_page()
    page.goto(base + path)
    return str(page.get_attribute("main .card-title a", "href"))


def picture(
    browser: Browser, base: str, cookies: object, path: str, size: tuple[int, int], *, theme: str = "light"
) -> Image.Image:
    viewport = {"width": size[0], "height": size[1]}
    context = browser.new_context(storage_state=cookies, viewport=viewport, color_scheme=theme, locale="de-DE")
    page = context.new_page()
    page.goto(base + path)
    taken = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    context.close()
    return taken


def side_by_side(pictures: list[Image.Image]) -> Image.Image:
    width = sum(one.width for one in pictures) + GAP * (len(pictures) + 1)
    sheet = Image.new("RGB", (width, pictures[0].height + 2 * GAP), AROUND)
    left = GAP
    for one in pictures:
        sheet.paste(one, (left, GAP))
        left += one.width + GAP
    return sheet


def save(name: str, taken: Image.Image) -> None:
    """With a palette: a third of the size, and nobody sees the difference."""
    taken.quantize(128, dither=Image.Dither.NONE).save(HERE / f"{name}.png", optimize=True)
    print(f"{name}.png  {(HERE / f'{name}.png').stat().st_size // 1024} kB")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "")
