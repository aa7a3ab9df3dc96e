#!/usr/bin/env python3
"""Holds word membership and initial h against Grammalecte's dictionary.

Its authors also make the Hunspell dictionary that the lexicon comes from, so that membership only shows that the
expansion is right; the marks of h are Grammalecte's own. Gender, number and agreement are held against other hands
by agreement_oracle.py.

usage: lexicon_oracle.py CLAIMS   (CLAIMS: what `cargo run -p xtask -- sample` prints; lines of kind `word` are read)
"""
import sys

sys.path.insert(0, "/usr/lib/python3/dist-packages")
from grammalecte.graphspell.spellchecker import SpellChecker

checker = SpellChecker("fr")


def elision(word):
    """True or False where the dictionary marks the word as taking elision or not, else None."""
    marks = " ".join(checker.getMorph(word))
    aspirated, mute = "é/" in marks, "É/" in marks
    return None if aspirated == mute else mute


def main():
    agree = wrong = known = unknown = 0
    misses = []
    for line in open(sys.argv[1], encoding="utf-8"):
        kind, word, ours = line.rstrip("\n").split("\t")[:3]
        if kind != "word":
            continue
        if checker.isValid(word):
            known += 1
        else:
            unknown += 1
        theirs = elision(word) if word[0] in "hH" and word.isalpha() and not word.isupper() and word[1:].islower() else None
        if theirs is None:
            continue
        if (ours == "elides") == theirs:
            agree += 1
        else:
            wrong += 1
            misses.append(word)
    print(f"forms known to the oracle: {known} of {known + unknown} ({100 * known / (known + unknown):.2f} %)")
    print(f"initial h: {agree} of {agree + wrong} decided words agree ({100 * agree / (agree + wrong):.2f} %)")
    if misses:
        print("  differ:", " ".join(misses))
    ok = known / (known + unknown) >= 0.99 and agree / (agree + wrong) >= 0.99
    sys.exit(0 if ok else 1)


main()
