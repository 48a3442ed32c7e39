"""Our own SVG files are turned into PDF operators once: the frame of a certificate was a quarter of the work of a paper."""

from typing import Any

_RESOURCES = ("XObject", "Pattern", "Shading", "ColorSpace")


class KeptDrawing:
    """A picture for WeasyPrint's `cache` that draws an SVG the first time and repeats the operators afterwards.

    Only lines and areas can be repeated: a drawing with text, gradients, masks or pictures of its own names objects of one
    PDF and is drawn anew each time.
    """

    def __init__(self, picture: Any) -> None:
        self._picture = picture
        self._kept: dict[tuple[float, float], tuple[bytes, dict[str, dict[str, float]]]] = {}

    def get_intrinsic_size(self, resolution: float, font_size: float) -> Any:
        """Width and height in CSS pixels, and their ratio."""
        return self._picture.get_intrinsic_size(resolution, font_size)

    def draw(self, stream: Any, width: float, height: float, style: Any) -> None:
        """Draw on a stream of WeasyPrint, `width` × `height` CSS pixels."""
        states = stream._resources["ExtGState"]
        if kept := self._kept.get((width, height)):
            operators, opacities = kept
            stream.stream.append(operators)
            for name, opacity in opacities.items():
                states.setdefault(name, type(states)(opacity))
            return
        is_fresh, named, first = not states, _named(stream), len(stream.stream)
        self._picture.draw(stream, width, height, style)
        drawn = [item if isinstance(item, bytes) else str(item).encode() for item in stream.stream[first:]]
        # Opacities (`a1`, `A1`) have the same name in every PDF; masks and blending (`s0`) have not. A stream that has
        # set an opacity or a colour already is not told it again.
        if is_fresh and _named(stream) == named and b"BT" not in drawn and all(name[0] in "aA" for name in states):
            self._kept[width, height] = b"\n".join(drawn), {name: dict(state) for name, state in states.items()}


def _named(stream: Any) -> list[int]:
    return [len(stream._resources.get(kind) or ()) for kind in _RESOURCES]
