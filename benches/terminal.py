#!/usr/bin/env python3
"""What a person waits for, measured in a terminal: first frame, page turn, typing, idling, memory.

    cargo build --release && benches/terminal.py [PROGRAM [ARGUMENT...]]

Runs the program in a pseudo-terminal of 120 columns and 36 rows, ROUNDS times, and beside it `less` on
the same text, so that the ratio means more than the milliseconds. Needs Linux, Python 3 and `less`; prints a
table. A frame is over at the last byte before 20 ms of silence.
"""
import fcntl, os, pty, re, select, signal, statistics, struct, subprocess, sys, tempfile, termios, time

ROUNDS, COLUMNS, ROWS, SILENCE = 15, 120, 36, 0.02
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class Terminal:
    """A program in a pseudo-terminal of its own."""

    def __init__(self, command):
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.execvpe(command[0], command, {**os.environ, "TERM": "xterm-256color", "LESS": ""})

    def frame(self):
        """Reads until silence; returns the time of the last byte and how many there were."""
        last, count = None, 0
        while select.select([self.fd], [], [], SILENCE if last else 2.0)[0]:
            try:
                data = os.read(self.fd, 65536)
            except OSError:
                break
            if not data:
                break
            last, count = time.perf_counter(), count + len(data)
        return last or time.perf_counter(), count

    def press(self, key):
        """Presses a key; returns milliseconds to the end of its frame, and the bytes of it."""
        before = time.perf_counter()
        os.write(self.fd, key.encode())
        last, count = self.frame()
        return (last - before) * 1000, count

    def status(self, name):
        with open(f"/proc/{self.pid}/status") as f:
            return int(re.search(rf"^{name}:\s+(\d+)", f.read(), re.M)[1])

    def cpu_ms(self):
        with open(f"/proc/{self.pid}/stat") as f:
            fields = f.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")

    def switches(self):
        """Voluntary context switches of all threads: how often it woke up."""
        tasks = f"/proc/{self.pid}/task"
        wakes = 0
        for task in os.listdir(tasks):
            with open(f"{tasks}/{task}/status") as f:
                wakes += int(re.search(r"^voluntary_ctxt_switches:\s+(\d+)", f.read(), re.M)[1])
        return wakes

    def end(self):
        try:
            os.kill(self.pid, signal.SIGTERM)
        except ProcessLookupError:
            pass
        os.close(self.fd)
        os.waitpid(self.pid, 0)


def measure(command, enter, page, typed):
    """One run: a dictionary of lists of figures."""
    terminal = Terminal(command)
    first, _ = terminal.frame()
    figures = {"first frame, ms": [(first - terminal.started) * 1000]}
    for key in enter:
        terminal.press(key)
    turns = [terminal.press(page) for _ in range(6)]
    figures["page turn, ms"] = [ms for ms, _ in turns]
    figures["page turn, bytes"] = [count for _, count in turns]
    if typed:
        terminal.press("s")
        figures["search key, ms"] = [terminal.press(c)[0] for c in typed]
    wakes, cpu = terminal.switches(), terminal.cpu_ms()
    time.sleep(1.0)
    figures["idle second, wake-ups"] = [terminal.switches() - wakes]
    figures["idle second, CPU ms"] = [terminal.cpu_ms() - cpu]
    figures["peak memory, kB"] = [terminal.status("VmHWM")]
    terminal.end()
    return figures


def rounds(runs):
    """Runs the commands in turn, so that whatever else the machine does falls on both."""
    totals = [{} for _ in runs]
    for _ in range(ROUNDS):
        for total, run in zip(totals, runs):
            for name, values in measure(*run).items():
                total.setdefault(name, []).extend(values)
    return totals


def main():
    program = sys.argv[1:] or [f"{ROOT}/target/release/pamphlet"]
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as text:
        ids = subprocess.run([*program, "list", "--json"], capture_output=True, text=True, check=True).stdout
        for article in re.findall(r'"id": ?"([^"#/]+/[^"#/]+)"', ids):
            text.write(subprocess.run([*program, "read", article], capture_output=True, text=True).stdout)
        text.flush()
        ours, less = rounds([(program, "\r", " ", "dissociation"), (["less", text.name], "", " ", "")])
    print(f"{'':26}{'p50':>9}{'p99':>9}{'less p50':>10}")
    for name, values in ours.items():
        values.sort()
        p99 = values[min(len(values) - 1, len(values) * 99 // 100)]
        theirs = statistics.median(less[name]) if name in less else float("nan")
        print(f"{name:26}{statistics.median(values):9.2f}{p99:9.2f}{theirs:10.2f}")


if __name__ == "__main__":
    main()
