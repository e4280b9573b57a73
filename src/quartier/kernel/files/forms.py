"""What is asked where a file may be added."""

from django import forms
from django.utils.translation import gettext_lazy as _


class FileForm(forms.Form):
    """The browser offers only pictures and PDFs; a phone offers its camera."""

    file = forms.FileField(
        label=_("Picture or PDF"),
        help_text=_("Up to 20 MB. What your camera noted about time and place is removed."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif,application/pdf"}),
    )
