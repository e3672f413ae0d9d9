import pytest

from gateway.store import contacts, progress
from tests.gateway.web.public.given import ANOTHER_PAGE, PAGE, reference_in

THIRD_PAGE = "5d0a1c2e-7b3f-4d19-8a6e-1f2b3c4d5e6f"
OTHER = "050 765 4321"


def _without_reference(html):
    reference = reference_in(html)
    spelled = ", ".join(" ".join(group) for group in reference.split("-"))
    for part in (reference, spelled, *reference.split("-")):
        html = html.replace(part, "")
    return html


def _request(**more):
    return {"submission_id": PAGE, "phone": "040 123 4567", "line": "neuvonta", **more}


async def test_a_request_is_answered_with_the_number_and_the_time_of_the_call(visitor):
    response = await visitor.post("/callback", data=_request(wish="aamupäivällä"))
    html = await response.text()

    assert response.status == 200
    assert "Saimme soittopyyntösi" in html
    assert "numerosta 02 555 0100" in html
    assert reference_in(html).startswith("SAT-")


async def test_the_same_number_again_reads_no_word_of_the_earlier_request(visitor, clock):
    """Anybody can type a neighbour's number: a request that met an earlier one reads like one that met none."""
    await visitor.post("/callback", data=_request())
    clock.forward(minutes=40)
    again = await (await visitor.post("/callback", data=_request(submission_id=ANOTHER_PAGE))).text()
    stranger = await (await visitor.post("/callback", data=_request(submission_id=THIRD_PAGE, phone=OTHER))).text()

    assert "Saimme soittopyyntösi" in again
    assert _without_reference(again) == _without_reference(stranger)


async def test_a_reference_from_a_repeated_request_tells_no_step_of_the_earlier_case(visitor, clock, house):
    await visitor.post("/callback", data=_request())
    clock.forward(minutes=40)
    again = reference_in(await (await visitor.post("/callback", data=_request(submission_id=ANOTHER_PAGE))).text())
    async with house.readers() as session:
        contact = await contacts.named(session, "", again)
        found = await progress.find(session, again)

    assert contact is not None
    assert found == progress.Progress(step=progress.Step.RECEIVED, received_at=contact.arrived_at)


async def test_only_the_public_lines_are_offered(visitor):
    html = await (await visitor.get("/callback")).text()

    assert "Omaishoidon neuvonta" in html
    assert "ammattilaislinja" not in html


@pytest.mark.parametrize("line", ["kotiutus", "", "no-such-line"])
async def test_a_line_that_is_not_public_cannot_be_asked_for(visitor, line):
    response = await visitor.post("/callback", data=_request(line=line))

    assert response.status == 422
    assert 'href="#line"' in await response.text()


@pytest.mark.parametrize(
    ("phone", "words"),
    [
        ("", "Kirjoita puhelinnumerosi."),
        ("112", "Tähän numeroon emme voi soittaa."),
        ("040 12", "Puhelinnumerosta puuttuu numeroita."),
        ("0701234567", "Onko numero ulkomailta?"),
    ],
)
async def test_a_number_that_we_cannot_call_is_told_with_what_to_do(visitor, phone, words):
    response = await visitor.post("/callback", data=_request(phone=phone, wish="illalla"))
    html = await response.text()

    assert response.status == 422
    assert words in html
    assert 'value="illalla"' in html


async def test_words_of_an_emergency_in_a_request_are_answered_with_112_first(visitor):
    html = await (await visitor.post("/callback", data=_request(text="Äiti ei hengitä"))).text()
    main = html.split("<main", 1)[1]

    assert main.index("Soita heti hätänumeroon 112.") < main.index("<h1>")
