"""Before the first page, and after every change of the code: translations, tables, static files."""

import sys
from pathlib import Path

from quartier.machine import catalogues, data

CODE = Path(__file__).resolve().parent.parent


def main() -> int:
    catalogues.compile_changed(CODE)
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    for found in settings.MODULES:
        catalogues.compile_changed(found.folder)  # those that pip installed lie elsewhere
    call_command("migrate", interactive=False, verbosity=0)
    data.keep_to_ourselves(settings.DATA)
    from quartier.kernel.quarter.modules import note_new_modules

    note_new_modules()
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    if "--demo" in sys.argv:
        from quartier.project.demo.filling import fill_demo

        fill_demo(lambda step: print(f"  a made-up quarter: {step} …", flush=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
