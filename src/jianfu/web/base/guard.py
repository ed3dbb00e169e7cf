"""Every route says who may come in. A view that says nothing lets nobody in (``middleware.guarded``)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Permission

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Guard:
    """Who may come in: everybody, whoever is signed in, whoever holds one of the permissions somewhere, or nobody.

    What is seen or changed inside is narrowed further by ``Actor.scope`` and ``Actor.may_at``.
    """

    permissions: tuple[Permission, ...] = ()
    public: bool = False
    closed: bool = False  # a library's route that is not used here: nobody, and it is as if it did not exist

    def admits(self, actor: Actor) -> bool:
        """Tell whether the actor may come in."""
        if self.public:
            return True
        if self.closed or not actor.is_signed_in:
            return False
        return not self.permissions or any(actor.may(permission) for permission in self.permissions)


PUBLIC = Guard(public=True)
SIGNED_IN = Guard()
CLOSED = Guard(closed=True)


def guard(*permissions: Permission) -> Callable[[View], View]:
    """Return a decorator that admits holders of any of the permissions; whoever is signed in where none is named."""
    return _declaring(Guard(permissions))


def public(view: View) -> View:
    """Declare that a view is open to everybody."""
    return _declaring(PUBLIC)(view)


def _declaring(said: Guard) -> Callable[[View], View]:
    def declare(view: View) -> View:
        view.guard = said  # type: ignore[attr-defined]
        return view

    return declare


def guard_of(view: Callable[..., Any]) -> Guard | None:
    """Return what a view declared, looking through wrappers; None where it declared nothing."""
    seen: Any = view
    while seen is not None:
        if isinstance(found := getattr(seen, "guard", None), Guard):
            return found
        seen = getattr(seen, "__wrapped__", None)
    return None
