"""Addresses of the pages of practice."""

from django.urls import reverse


def url(name, *args):
    return reverse(f"proposals:{name}", args=args)
