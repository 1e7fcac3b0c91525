"""Where one Thai word ends and the next begins; nothing else knows the dictionary.

The first call reads the dictionary, which takes a few seconds and some 60 MB; later ones
are quick.
"""

import unicodedata

from pythainlp.corpus import thai_stopwords
from pythainlp.tokenize.newmm import segment


def words(text):
    """The parts of a text in order, words, spaces and signs alike: joined they give it again.

    No vowel or tone mark is cut from the letter that bears it.
    """
    found = []
    for part in segment(text, safe_mode=True) if text else []:
        if found and (is_mark(part[0]) or (part[0] == "\n" and found[-1][-1] == "\r")):
            found[-1] += part
        else:
            found.append(part)
    return found


def is_function_word(word):
    """True for words that join others and say nothing by themselves: หรือ, ได้, ของ."""
    return word in thai_stopwords()


def is_mark(letter):
    """True for what stands upon or behind another letter: tone marks, vowels, ะ, า and ำ too."""
    return unicodedata.category(letter) == "Mn" or letter in "ะาำๅ"
