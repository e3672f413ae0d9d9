import pytest

from tests.gateway.web.public.given import ANOTHER_PAGE, PAGE, reference_in


def _request(**more):
    return {"submission_id": PAGE, "phone": "040 123 4567", "line": "neuvonta", **more}


async def test_a_request_is_answered_with_the_number_and_the_time_of_the_call(visitor):
    response = await visitor.post("/callback", data=_request(wish="aamupäivällä"))
    html = await response.text()

    assert response.status == 200
    assert "Saimme soittopyyntösi" in html
    assert "numerosta 02 555 0100" in html
    assert reference_in(html).startswith("SAT-")


async def test_the_same_number_and_line_again_hears_since_when_we_know(visitor, clock):
    first = await (await visitor.post("/callback", data=_request())).text()
    clock.forward(minutes=40)
    again = await (await visitor.post("/callback", data=_request(submission_id=ANOTHER_PAGE))).text()

    assert "Meillä on jo pyyntö" not in first
    assert "Meillä on jo pyyntö soittaa tähän numeroon. Se tuli 23.11.2026 klo 12.00." in again


async def test_the_same_number_at_another_line_is_a_request_of_its_own(visitor, clock):
    await visitor.post("/callback", data=_request())
    clock.forward(minutes=40)
    other = await (await visitor.post("/callback", data=_request(submission_id=ANOTHER_PAGE, line="omaishoito"))).text()

    assert "Meillä on jo pyyntö" not in other


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
