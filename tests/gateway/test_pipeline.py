from tests.factories import deliver, work, mail, only
from gateway.store.cases import CaseRow
async def test_x(services, relay):
    await deliver(services, mail())
    await work(services)
    case = await only(services, CaseRow)
    print({c.name: getattr(case,c.name) for c in case.__table__.columns})
    print(relay.taken[0].text)
    assert 0
