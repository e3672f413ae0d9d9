"""The report on a reader, as a file in Chromium."""

import json

import pytest
from playwright.async_api import expect

from channels.codes import Flag
from gateway.web.evaluation import files
from nlu.evaluation import answering, beside, samples
from nlu.evaluation.measuring import measure
from tests.gateway.test_evaluate import CALM, FALL, FALSE, UNSEEN
from tests.servers.browser import axe, screenshot

SIZES = {"wide": {"width": 1280, "height": 900}, "phone": {"width": 360, "height": 740}}


@pytest.fixture
def report(loaded, tmp_path):
    """A report on four messages, of which two were read wrongly."""
    (tmp_path / "set.jsonl").write_text("\n".join(map(json.dumps, (CALM, FALL, UNSEEN, FALSE))), "utf-8")
    labelled = samples.read(tmp_path / "set.jsonl")
    answers = answering.answers(loaded.engine, labelled)
    file = tmp_path / "report.html"
    figures = measure(answers, labelled, frozenset(Flag))
    file.write_text(files.report(loaded.texts, figures, answers, beside.kept()), "utf-8")
    return file


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", list(SIZES))
async def test_axe_finds_nothing_and_the_page_is_no_wider_than_the_window(open_page, report, size, scheme):
    page = await open_page(viewport=SIZES[size], color_scheme=scheme)
    await page.goto(report.as_uri())
    for summary in await page.locator("summary").all():
        await summary.press("Enter")

    await expect(page.get_by_role("table", name="Huomaamatta jääneet hätätilanteet")).to_contain_text("m3")
    await expect(
        page.get_by_role("img", name="Syy oikein sen mukaan, kuinka monesta tekstistä kone oppi")
    ).to_be_visible()
    assert await axe(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth") == SIZES[size]["width"]
    await screenshot(page, f"evaluation-{size}-{scheme}")
