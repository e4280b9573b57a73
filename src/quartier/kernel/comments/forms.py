"""What is asked below a post."""

from django import forms
from django.utils.translation import gettext_lazy as _

from quartier.kernel.comments.actions import MOST_LETTERS


class CommentForm(forms.Form):
    text = forms.CharField(label=_("Your comment"), max_length=MOST_LETTERS, widget=forms.Textarea(attrs={"rows": 3}))
