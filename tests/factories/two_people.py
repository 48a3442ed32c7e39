"""Two people who opened the same form: what each page sends, and both at the same moment."""

import threading
from collections.abc import Callable, Mapping
from typing import Any

from tests.factories.pages import PageForm, forms_of


def form_on(html: str, action: str) -> PageForm:
    """The form of a page that goes to an address."""
    return next(form for form in forms_of(html) if form.method == "post" and form.action in {"", action})


def sent(html: str, action: str, typed: Mapping[str, Any]) -> dict[str, Any]:
    """What a browser sends of the form, with what was typed into it."""
    return {**form_on(html, action).untouched, **typed}


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do these in threads that start together; what they return, in the order of the acts."""
    ready, answers = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number: int, act: Callable[[], Any]) -> None:
        ready.wait()
        answers[number] = act()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
