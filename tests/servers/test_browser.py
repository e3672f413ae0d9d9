"""The browser fixtures show what people see, and complain where people would suffer."""

from tests.servers.browser import Complaints, axe, screenshot

PAGE = """data:text/html,<!doctype html><html lang=fi><title>Luotsi</title>
<meta name=viewport content="width=device-width"><main><h1>Luotsi</h1>
<p id=how>no scripts</p><script>document.getElementById('how').textContent = 'scripts'</script>{more}</main>"""


async def test_axe_finds_a_picture_without_a_description(page):
    await page.goto(PAGE.format(more="<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>"))

    (found,) = await axe(page)

    assert (found.rule, found.impact) == ("image-alt", "critical")
    assert found.where == ("['img']",)


async def test_axe_finds_nothing_on_a_good_page(page):
    await page.goto(PAGE.format(more=""))

    assert await axe(page) == []


async def test_scripts_run_on_a_page_and_not_on_a_page_without_scripts(page, page_without_scripts):
    await page.goto(PAGE.format(more=""))
    await page_without_scripts.goto(PAGE.format(more=""))

    assert await page.inner_text("#how") == "scripts"
    assert await page_without_scripts.inner_text("#how") == "no scripts"


async def test_a_dark_page_is_dark_and_a_phone_page_is_narrow(dark_page, phone_page):
    await phone_page.goto(PAGE.format(more=""))

    assert await dark_page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert await phone_page.evaluate("innerWidth") == 320


async def test_a_broken_content_security_policy_is_a_complaint(page, complaints):
    policy = "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">"

    await page.goto(f"data:text/html,<head>{policy}</head><img src='http://127.0.0.1:9/x.png'>")

    assert len(complaints.unexpected()) == 1
    complaints.expect("Content Security Policy")
    assert complaints.unexpected() == []


async def test_an_exception_in_a_script_is_a_complaint(page, complaints):
    await page.goto("data:text/html,<script>harbour()</script>")

    assert len(complaints.unexpected()) == 1
    complaints.expect("harbour is not defined")


async def test_an_expected_complaint_that_does_not_come_is_missing():
    complaints = Complaints(expected=["harbour is not defined"])

    assert complaints.missing() == ["harbour is not defined"]


async def test_a_screenshot_is_a_picture(page):
    await page.goto(PAGE.format(more=""))

    picture = await screenshot(page, "test-servers")

    assert picture.read_bytes().startswith(b"\x89PNG")
