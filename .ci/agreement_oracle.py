#!/usr/bin/env python3
"""Holds gender, number, agreement, contraction and elision against Apertium's French data.

The lexicon comes from Hunspell's French dictionary, whose authors also make Grammalecte: only a dictionary of
other hands can tell where both are wrong. What Apertium does not know decides nothing.

usage: agreement_oracle.py CLAIMS [SHOWN]
  CLAIMS: what `cargo run -p xtask -- sample` prints; SHOWN: how many differences of a kind to print, 12 if not given
"""
import re
import subprocess
import sys
from collections import Counter, defaultdict

SHOWN = int(sys.argv[2]) if len(sys.argv) > 2 else 12
DATA = "/usr/share/apertium/apertium-fra-cat/"
# Per kind, the least share of claims that Apertium knows and agrees with, and the least number of them.
# Agreement below 100 % is the other side's slips and honest variants ("un après-midi" is both).
FLOOR = {
    "noun gender": (0.995, 3000),
    "noun number": (0.995, 3000),
    "adjective": (0.99, 2000),
    "verb": (0.99, 1800),
    "joined": (0.99, 5000),
    "short": (0.98, 2000),
}


def lt_proc(mode, data, lines):
    """One line of output for each of `lines`; the full stop keeps neighbours from reading as one phrase."""
    text = "".join(f"{line} .\n" for line in lines)
    command = ["lt-proc", *mode, DATA + data]
    out = subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout
    return out.splitlines()


def analyses(forms):
    """For each form its readings, each a lemma and a set of tags."""
    forms = sorted(set(forms))
    readings = {}
    for form, line in zip(forms, lt_proc(["-w"], "fra-cat.automorf.bin", forms), strict=True):
        first = re.match(r"\^([^$]*)\$", line)
        surface, *rest = first[1].split("/") if first else ("",)
        known = surface == form and not rest[0].startswith("*")
        split = (re.match(r"([^<]*)((?:<[^>]*>)*)", reading) for reading in (rest if known else []))
        readings[form] = [(m[1], frozenset(re.findall(r"<([^>]*)>", m[2]))) for m in split]
    return readings


class Score:
    def __init__(self):
        self.agree, self.decided, self.misses = Counter(), Counter(), defaultdict(list)

    def add(self, kind, right, claim):
        self.decided[kind] += 1
        self.agree[kind] += right
        if not right:
            self.misses[kind].append(claim)

    def report(self):
        held = True
        for kind, (share, count) in FLOOR.items():
            got = self.agree[kind] / max(self.decided[kind], 1)
            held &= got >= share and self.decided[kind] >= count
            print(
                f"{kind}: {self.agree[kind]} of {self.decided[kind]} decided claims agree "
                f"({100 * got:.2f} %, at least {100 * share:g} % of {count})"
            )
            if self.misses[kind]:
                print("  differ:", "; ".join(self.misses[kind][:SHOWN]))
        return held


NOMINAL = {"n", "adj"}


def genders(tags):
    return {"m", "f"} if "mf" in tags else tags & {"m", "f"}


def numbers(tags):
    return {"sg", "pl"} if "sp" in tags else tags & {"sg", "pl"}


def main():
    claims = defaultdict(list)
    for line in open(sys.argv[1], encoding="utf-8"):
        kind, *rest = line.rstrip("\n").split("\t")
        claims[kind].append(rest)
    score = Score()

    forms = [form for claim in claims["adjective"] for form in claim if form]
    forms += [claim[0] for claim in claims["noun"]] + [form for claim in claims["verb"] for form in claim if form]
    readings = analyses(forms)

    for form, gender, number in claims["noun"]:
        nouns = [tags for _, tags in readings[form] if "n" in tags]
        if not nouns:
            continue
        # A form that serves both genders here may be listed there under the one that is common.
        theirs = set().union(*map(genders, nouns))
        if gender != "mf" and theirs:
            score.add("noun gender", gender in theirs, f"{form} {gender}, there {'/'.join(sorted(theirs))}")
        theirs = set().union(*map(numbers, nouns))
        if number != "sp" and theirs:
            score.add("noun number", number in theirs, f"{form} {number}, there {'/'.join(sorted(theirs))}")

    cells = [("m", "sg"), ("f", "sg"), ("m", "pl"), ("f", "pl")]
    for lemma, *four in claims["adjective"]:
        for form, (gender, number) in zip(four, cells, strict=True):
            adjectives = [tags for _, tags in readings.get(form, []) if tags & {"adj", "pp"}]
            if not adjectives:
                continue
            right = any(gender in genders(tags) and number in numbers(tags) for tags in adjectives)
            score.add("adjective", right, f"{lemma} {gender} {number}: {form}")

    def persons(form, number):
        found = readings.get(form, [])
        return {(lemma, *sorted(tags - {"p1", "p3", "sg", "pl"})) for lemma, tags in found if {"p3", number} <= tags}

    for plural, singular in claims["verb"]:
        theirs = persons(plural, "pl")
        if theirs:
            score.add("verb", bool(theirs & persons(singular, "sg")), f"{plural}: {singular or 'none'}")

    # The post-generator joins what is marked "~": it is asked for the same words and compared whole.
    asked = [f"~{p} ~{a} {noun}" if p in ("de", "à") else f"{p} ~{a} {noun}" for p, a, noun, _ in claims["joined"]]
    for claim, out in zip(claims["joined"], lt_proc(["-p"], "cat-fra.autopgen.bin", asked), strict=True):
        score.add("joined", out == f"{claim[3]} .", f"{claim[3]}, there {out[:-2]}")
    asked = [f"~{word} {noun}" for word, noun, _ in claims["short"]]
    for claim, out in zip(claims["short"], lt_proc(["-p"], "cat-fra.autopgen.bin", asked), strict=True):
        score.add("short", out == f"{claim[2]} .", f"{claim[2]}, there {out[:-2]}")

    sys.exit(0 if score.report() else 1)


main()
