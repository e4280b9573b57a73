"""A class's codes as one PDF: slips to cut out, and on the first page what the teacher needs to know."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from quartier.api import quarter_name
from quartier.api.codes import pdf, qr_svg
from quartier.modules.youth.classes import Slip
from quartier.modules.youth.models import ClassSheet


def sheet_pdf(sheet: ClassSheet, slips: Sequence[Slip], page: str) -> bytes:
    """`page` is the address where a code is typed in; a scanned one is taken from behind it."""
    return pdf(
        "youth/sheet.typ",
        {
            "title": _("Codes for %(name)s") % {"name": sheet.name},
            "author": quarter_name(),
            "page": page.removeprefix("https://").removeprefix("http://").rstrip("/"),
            "question": sheet.process.question,
            "words": {
                "for": sheet.name,
                "lead": _(
                    "One slip for each child. This is how you hand them out so that nobody knows whose is whose:"
                ),
                "rules": [
                    _("Cut the slips apart, mix them, and let each child draw one."),
                    _("Don't write down who has which number."),
                    _(
                        "Is a slip lost, or does a code stand in a chat? Revoke its number on the page of this sheet. "
                        "What was chosen with it doesn't count then, and you print a new one."
                    ),
                    _("Throw away what is left over."),
                ],
                "code": _("Your code"),
                "scan": _("This picture leads a telephone to the page."),
                "how": _("Open this page and type in the code. You don't need a name."),
                "secret": _("Keep the slip: with it you can change your answer. Show the code to nobody."),
                "number": pgettext("slip", "Number"),
            },
            "slips": [
                {"number": slip.number, "code": slip.code, "qr_svg": qr_svg(f"{page}{slip.code}/")} for slip in slips
            ],
        },
    )
