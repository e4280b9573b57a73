"""What somebody who has just started the server needs to know next; and what shall run beside it."""

import sys


def lines(url: str, *, demo: bool) -> list[str]:
    """The one-time set-up link, or who may log in to the demo quarter; nothing once the quarter is set up."""
    from django.urls import reverse

    from quartier.kernel.setup.link import setup_link_token
    from quartier.project.demo.filling import logins

    if demo:
        return logins()
    token = setup_link_token()
    if token is None:
        return []
    return [f"Set your quarter up (this link works once): {url}{reverse('setup:link', kwargs={'token': token})}"]


def main() -> int:
    import django

    django.setup()
    from quartier.kernel.services.plans import write_plans

    write_plans()
    for line in lines(sys.argv[1], demo="--demo" in sys.argv):
        sys.stdout.write(line + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
