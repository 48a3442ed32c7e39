"""What people do at the site, as real requests of real signed-in sessions."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.bench.client import Answer, Person

# Of a question with one answer; the stages of a case have names of their own (cau-3-b1).
RADIO = re.compile(r'<input[^>]*type="radio" name="cau-\d+"[^>]*>')
OFFICER = ("ha.dang", "tap lam van thu ha.dang")


class Stopped(RuntimeError):
    """The site did not answer as it should; a benchmark of error pages would be fast and worthless."""


@dataclass
class Trainee:
    """One trainee's browser, and what is on the desk."""

    person: Person
    name: str
    password: str
    desk: dict[str, Any]
    csrf: str = ""
    quiz: str = ""
    question: str = ""
    option: str = ""
    packets: list[str] = field(default_factory=list)


async def expect(answer: Answer, *good: int) -> Answer:
    """The answer, if its status is one of these."""
    if answer.status not in good:
        raise Stopped(f"{answer.status} where {good} was expected: {answer.text[:600]}")
    return answer


async def sign_in(person: Person, name: str, password: str) -> Answer:
    """Open the sign-in page, sign in, see one's home: what a person waits for."""
    page = await expect(await person.get("/dang-nhap"), 200)
    posted = await expect(
        await person.post("/dang-nhap", {"csrf_token": page.csrf, "name": name, "password": password}), 303
    )
    home = await expect(await person.get(posted.headers["location"]), 200)
    if 'action="/dang-xuat"' not in home.text:
        raise Stopped(f"{name} is not signed in")
    return Answer(home.status, home.headers, home.body, page.seconds + posted.seconds + home.seconds)


async def at_once(acts: Sequence[Any], most: int) -> list[Any]:
    """Run coroutines, at most so many at once; their results in order."""
    gate = asyncio.Semaphore(most)

    async def one(act: Any) -> Any:
        async with gate:
            return await act()

    return await asyncio.gather(*(one(act) for act in acts))


async def begin_quiz(trainee: Trainee, path: str) -> None:
    """Start the module's quiz and find a question with options."""
    page = await expect(await trainee.person.get(path), 200)
    trainee.csrf = page.csrf
    posted = await expect(await trainee.person.post(path, {"csrf_token": trainee.csrf}), 303)
    trainee.quiz = posted.headers["location"]
    paper = await expect(await trainee.person.get(trainee.quiz), 200)
    radio = RADIO.search(paper.text)
    if radio is None:
        raise Stopped("the quiz has no question with options")
    trainee.question = _attribute(radio[0], "name")
    trainee.option = _attribute(radio[0], "value")


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    if found is None:
        raise Stopped(f"no {name} in {tag}")
    return found[1]


async def answer_question(trainee: Trainee, number: int) -> Answer:
    """Save one answer of the quiz."""
    fields = {
        "csrf_token": trainee.csrf,
        trainee.question: trainee.option,
        "client": "bench",
        "sequence": str(number + 1),
    }
    return await trainee.person.post(f"{trainee.quiz}/cau/{trainee.question.removeprefix('cau-')}", fields)


async def register(trainee: Trainee, *, and_see: bool) -> Answer:
    """Enter the next document into the register; `and_see` follows to the document's page."""
    desk, packet = trainee.desk, trainee.packets.pop()
    fields = {"csrf_token": trainee.csrf, "packet": packet, **desk["entries"][packet]}
    posted = await trainee.person.post(f"/luyen-tap/{desk['id']}/van-ban-den", fields)
    if posted.status != 303 or not and_see:
        return posted
    page = await trainee.person.get(posted.headers["location"])
    return Answer(page.status, page.headers, page.body, posted.seconds + page.seconds)
