#!/usr/bin/env python3
"""What a person waits for in a large library: first frame, first answer, key to frame, memory.

    cargo build --release && benches/large.py [ARTICLES [PROGRAM [ARGUMENT...]]]

Writes a library of ARTICLES (10,000: about 100 MB) made-up articles into a temporary folder, the same
every time, opens it in a terminal of 120 columns and 36 rows, and types queries letter by letter:
common words, content words, a beginning, a misspelling, a phrase, and a word that stands nowhere.
Needs Linux and Python 3; prints a table. What `terminal.py` says of a frame holds here too.
"""
import os, random, re, select, sys, tempfile, time

from terminal import ROOT, Terminal

PER_SUBJECT, PASSAGES, WORDS, VOCABULARY = 10, 36, 40, 60_000
KNOWN = """the of and to in is that for it as with be by on are this or from at an which not have has can may
will your you their these patients treatment about more such some who how when what during into been most after
ketamine blood pressure depression effects infusion side dose nausea pain""".split()
QUERIES = ["the", "of the", "and", "what is the effect of the", "side effects of ketamine", "ketmaine",
           '"blood pressure"', "nausea after the infusion", "s", "t", "zyxoquant"]
REST = 0.5  # seconds without work, after which everything is read
# A search that has an answer says so in these words.
ANSWER = re.compile(rb"passages? in |no passage")


def word(rank):
    """The word of a rank: the known ones first, the rest made up."""
    if rank < len(KNOWN):
        return KNOWN[rank]
    made = ""
    while rank:
        rank, digit = divmod(rank, 12)
        made += ["ka", "to", "mi", "ren", "sul", "pha", "do", "xi", "ble", "qua", "ner", "is"][digit]
    return made


def article(number, vocabulary):
    """An article of about 10 kB; its words follow Zipf's law."""
    numbers = random.Random(number)
    ranks = iter([int(VOCABULARY ** numbers.random()) - 1 for _ in range(PASSAGES * (WORDS + 1))])
    lines = [f'+++\ntitle = "Therapy {number}"\nsource = "Clinic {number}"\n+++\n']
    for passage in range(PASSAGES):
        if passage % 3 == 0:
            lines.append(f"## About {vocabulary[next(ranks)]}\n")
        lines.append(" ".join(vocabulary[next(ranks)] for _ in range(WORDS)) + ".\n")
    return "\n".join(lines)


def write(folder, articles):
    """Writes the library; returns its bytes."""
    vocabulary, size = [word(rank) for rank in range(VOCABULARY)], 0
    for number in range(articles):
        subject = f"{folder}/subject-{number // PER_SUBJECT:04}"
        os.makedirs(subject, exist_ok=True)
        text = article(number, vocabulary)
        size += len(text)
        with open(f"{subject}/{number:05}.md", "w") as file:
            file.write(text)
    return size


def searchable(terminal):
    """Types a query and waits for an answer; returns when there was one."""
    for key in "sthe":
        os.write(terminal.fd, key.encode())
        time.sleep(0.02)
    seen = b""
    while not ANSWER.search(seen):
        if not select.select([terminal.fd], [], [], 120)[0]:
            sys.exit("no answer in two minutes")
        seen += os.read(terminal.fd, 65536)
    return time.perf_counter()


def settled(terminal):
    """Waits until the program rests; returns when it last did something."""
    last, cpu = time.perf_counter(), terminal.cpu_ms()
    while time.perf_counter() - last < REST:
        if select.select([terminal.fd], [], [], 0.05)[0]:
            os.read(terminal.fd, 65536)
        if terminal.cpu_ms() > cpu:
            last, cpu = time.perf_counter(), terminal.cpu_ms()
    return last


def main():
    articles = int(sys.argv[1]) if sys.argv[1:] else 10_000
    program = sys.argv[2:] or [f"{ROOT}/target/release/pamphlet"]
    with tempfile.TemporaryDirectory() as folder:
        size = write(folder, articles)
        terminal = Terminal([*program, "--library", folder])
        first = terminal.frame()[0] - terminal.started
        ready = searchable(terminal) - terminal.started
        whole = settled(terminal) - terminal.started
        keys = []
        for query in QUERIES:
            terminal.press("\x15")
            keys += [(terminal.press(key)[0], query[: end + 1]) for end, key in enumerate(query)]
        memory = terminal.status("VmHWM")
        terminal.end()
    keys.sort()
    times = [ms for ms, _ in keys]
    print(f"{articles} articles, {size / 1e6:.0f} MB")
    print(f"first frame       {first * 1000:9.1f} ms")
    print(f"first answer      {ready * 1000:9.1f} ms, to a search that is typed at once")
    print(f"all read after    {whole * 1000:9.1f} ms")
    print(f"key to frame p50  {times[len(times) // 2]:9.1f} ms")
    print(f"key to frame p99  {times[len(times) * 99 // 100]:9.1f} ms of {len(times)}; the slowest: {keys[-1][1]!r} {times[-1]:.1f} ms")
    print(f"peak memory       {memory / 1000:9.1f} MB, {memory * 1000 / size:.2f} times the text")


if __name__ == "__main__":
    main()
