"""What stands where only the keeper of the key may: the form for the key, and the last question.

static/adgang.js gives both their life.
"""

from assistant.web.escape import escape


def lock(name: str, about: str, closed: str, *, heading: str = "") -> str:
    """The form for the key, and what is said where no key helps; `name` is unique on the page."""
    title = f"<h2>{escape(heading)}</h2>" if heading else ""
    return (
        f'<form class="hp-laas" hidden>{title}'
        f'<p id="{name}-om">{escape(about)}</p>'
        f'<label for="{name}-noegle">Nøgle</label><div>'
        f'<input type="password" id="{name}-noegle" class="hp-noegle" autocomplete="off" '
        f'aria-describedby="{name}-om {name}-fejl">'
        '<button type="submit" class="hp-knap hp-fyldt">Lås op</button></div>'
        f'<p id="{name}-fejl" class="hp-laas-fejl" role="alert"></p></form>'
        f'<p class="hp-lukket hp-meta" hidden>{escape(closed)}</p>'
    )


def question_first(name: str) -> str:
    """The dialog that asks before something is changed that cannot be changed back."""
    return (
        f'<dialog class="hp-spoerg-foerst" aria-labelledby="{name}-spoergsmaal">'
        f'<p id="{name}-spoergsmaal"></p><p class="hp-forbehold"></p><p class="hp-handlinger">'
        '<button type="button" class="hp-knap hp-fyldt" data-ja></button>'
        '<button type="button" class="hp-knap" data-nej></button></p></dialog>'
    )
