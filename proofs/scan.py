# SPDX-License-Identifier: MIT
# Copyright the Softproof authors
"""Reads the sources: what is there to prove, and what is assumed."""
import re
import subprocess

from wp import BUILD, ROOT

# What assumes instead of proving, in ACSL, Why3 and Coq.
ACSL_WORDS = re.compile(r"\b(axiom|admit|\\admit)\b")
WHY3_WORDS = re.compile(r"\b(axiom|val|any)\b")
COQ_WORDS = re.compile(
    r"\b(Axioms?|Parameters?|Conjectures?|Admitted|admit|give_up|Admit\s+Obligations"
    r"|bypass_check|Unset\s+(Guard|Positivity|Universe)\s+Checking"
    r"|Primitive|native_compute|Declare\s+Module)\b")
# The axioms of the real numbers in Coq's standard library.
REAL_AXIOMS = {
    "ClassicalDedekindReals.sig_forall_dec",
    "ClassicalDedekindReals.sig_not_dec",
    "Classical_Prop.classic",
    "FunctionalExtensionality.functional_extensionality_dep",
}
COQ_LOCAL = re.compile(r"\b(Hypothes[ie]s|Variables?|Context)\b")
COQ_THEOREM = re.compile(
    r"^(?:Lemma|Theorem|Corollary|Proposition|Fact|Remark)\s+([\w']+)", re.M)


def core_files(where=ROOT):
    return sorted((where / "src").glob("*.c"))


def acsl(text):
    """The annotations of a C or ACSL file, without comments in them."""
    blocks = re.findall(r"/\*@.*?\*/|//@[^\n]*", text, re.S)
    return "\n".join(re.sub(r"(?<!^)//[^\n]*", "", b) for b in blocks)


# A contract before its function, which may have ghost parameters
CONTRACT = re.compile(
    r"/\*@((?:(?!\*/).)*)\*/\s*[^;{}/]*?\b(\w+)\s*\([^;{}]*\)\s*(?:\*/\s*)?[;{]", re.S)


def contract(text, function):
    """The match of a function's contract, which is its group 1; or None"""
    return next((m for m in CONTRACT.finditer(text) if m[2] == function), None)


def clause(contract_text, name):
    """The match of a named clause in a contract, or None"""
    return re.search(rf"\b(?:ensures|requires)\s+{name}\s*:.*?;(?=\s*(?:ensures|requires|"
                     r"behavior|assigns|terminates|complete|$))", contract_text, re.S)


def coq_code(text):
    """A Coq file without comments (they nest) and strings."""
    out, depth = [], 0
    for part in re.split(r"(\(\*|\*\)|\"[^\"]*\")", text):
        if part == "(*":
            depth += 1
        elif part == "*)":
            depth -= 1
        elif depth == 0 and not part.startswith('"'):
            out.append(part)
    return "".join(out)


def outside(kind, code):
    """Coq code without the sentences inside sections or modules (`kind`)."""
    scopes, kept = [], []
    for sentence in re.split(r"(?<=\.)\s", code):
        if m := re.match(r"\s*(Section|Module)\s+(?:Type\s+)?(\w+)", sentence):
            if ":=" not in sentence:
                scopes.append(m[1])
        elif re.match(r"\s*End\s+\w+", sentence) and scopes:
            scopes.pop()
        if kind not in scopes:
            kept.append(sentence)
    return "\n".join(kept)


def assumptions():
    """What the sources assume without proof: a list of complaints."""
    found = []

    def look(path, text, words, what=""):
        for match in words.finditer(text):
            found.append(f"{path.relative_to(ROOT)}: {match[0]}{what}")

    for path in [*ROOT.glob("specs/*.acsl"), *ROOT.glob("src/*.[ch]")]:
        look(path, acsl(path.read_text()), ACSL_WORDS)
    for path in ROOT.glob("proofs/why3/*.mlw"):
        text = re.sub(r"\(\*.*?\*\)", "", path.read_text(), flags=re.S)
        look(path, text, WHY3_WORDS)
    for path in coq_files():
        code = coq_code(path.read_text())
        look(path, code, COQ_WORDS)
        look(path, outside("Section", code), COQ_LOCAL, " outside a section")
    return found


def repeated_names():
    """Logic names that two files of the specification define. The links know
    them by name only."""
    seen, found = {}, []
    for path in sorted(ROOT.glob("specs/*.acsl")):
        for name in re.findall(r"\b(?:predicate|logic\s+\w+|lemma)\s+(\w+)",
                               acsl(path.read_text())):
            if name in seen:
                found.append(f"{name}: in {seen[name]} and in {path.name}")
            seen[name] = path.name
    return found


def coq_files():
    return [*sorted(ROOT.glob("proofs/coq/*.v")),
            *sorted(ROOT.glob("proofs/bridge/**/*.v"))]


def lemmas():
    """All ACSL lemmas of the specification and the core: file -> names."""
    found = {}
    for path in [*sorted(ROOT.glob("specs/*.acsl")),
                 *sorted(ROOT.glob("src/*.[ch]"))]:
        names = re.findall(r"\blemma\s+(\w+)", acsl(path.read_text()))
        if names:
            found[path] = names
    return found


def functions(where=ROOT):
    """The functions that the compiler finds in the core: [(file, name)], those
    of a header once, with the first file that includes it; and the names that
    the core uses but does not define."""
    defined, used = [], set()
    in_headers = {name for path in (where / "src").glob("*.h") for name in
                  re.findall(r"^static inline [\w ]*?(\w+)\(", path.read_text(), re.M)}
    objects = BUILD / "scan"
    objects.mkdir(parents=True, exist_ok=True)
    for path in core_files(where):
        obj = objects / (path.stem + ".o")
        subprocess.run(["gcc", "-std=c11", "-O0", "-c", "-o", obj, path],
                       check=True)
        table = subprocess.run(["nm", obj], check=True, text=True,
                               stdout=subprocess.PIPE).stdout
        for line in table.splitlines():
            kind, name = line.split()[-2:]
            if kind in "Tt":
                if name in in_headers and name in (n for _, n in defined):
                    continue
                defined.append((path.relative_to(where), name))
            elif kind == "U":
                used.add(name)
    return defined, used - {name for _, name in defined}


def units():
    """(file, name) of every function and lemma, as the results name them"""
    return {(str(path), name) for path, name in functions()[0]} | {
        ("specs", name) for names in lemmas().values() for name in names}


def audit_coq():
    """Asks Coq what all theorems of the library rest on. Returns the number
    of theorems and the names that are assumed."""
    files = sorted((ROOT / "proofs/coq").glob("*.v"))
    text, packs, count = "", [], 0
    for path in files:
        names = COQ_THEOREM.findall(outside("Module", coq_code(path.read_text())))
        text += f"From Softproof Require {path.stem}.\n"
        if names:
            pack = ", ".join(f"@{path.stem}.{n}" for n in names)
            text += f"Definition all_{path.stem} := ({pack}, tt).\n"
            packs.append(f"all_{path.stem}")
        count += len(names)
    text += f"Definition all := ({', '.join(packs)}).\nPrint Assumptions all.\n"
    folder = BUILD / "audit"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "Audit.v").write_text(text)
    result = subprocess.run(
        ["coqc", "-q", "-w", "none", "-R", BUILD / "coq/lib", "Softproof",
         "Audit.v"], cwd=folder, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if result.returncode != 0:
        return 0, [result.stdout.strip()[-500:]]
    names = re.findall(r"^([\w.']+)(?: ?:|$)", result.stdout, re.M)
    return count, sorted(set(names) - {"Axioms"})
