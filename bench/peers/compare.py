"""Measures both systems in turn, each question right after the other was asked it, and prints the tables."""

import argparse
import os
import re
import time

import systems
import tickets

# Clients that read pages at once, and those that file at once.
READERS, FILERS = 8, 64


class Pair:
    """Both systems, and what was measured."""

    def __init__(self, peer, own, seconds):
        self.peer, self.own, self.seconds, self.rows = peer, own, seconds, []

    def note(self, what, of):
        """One row from the outcomes of both."""
        peer, own = of(self.peer), of(self.own)
        ratio = own.rate / peer.rate
        cells = [what] + [f"{one.rate:,.1f}" for one in (peer, own)] + [f"{ratio:,.0f}" if ratio >= 10 else f"{ratio:.1f}"]
        cells += [f"{one.ms(50):,.1f} / {one.ms(99):,.1f}" for one in (peer, own)]
        if peer.again or own.again:
            cells[0] += f" (tried again: {peer.again} and {own.again})"
        self.rows.append(cells)
        print("| " + " | ".join(cells) + " |", flush=True)

    def page(self, what, request):
        """The same page again and again: alone, then by several at once."""

        def of(clients):
            def measured(system):
                again = iter(lambda: request(system), None)
                system.load(1, [request(system)] * 2)
                return system.load(clients, again, seconds=self.seconds)

            return measured

        self.note(f"{what}, 1 client", of(1))
        self.note(f"{what}, {READERS} clients", of(READERS))


def fill(pair, wanted, seconds):
    """Files until the slower has as many as wanted or its time is over; the other files as many."""
    begun = pair.peer.load(4, map(pair.peer.create, range(wanted)), 201, seconds)
    count = len(begun.durations)
    same = pair.own.load(FILERS, map(pair.own.create, range(count)), 201)
    print(f"{count} tickets in each: {begun.took:.0f} s and {same.took:.1f} s; refused and tried again: {begun.again} and {same.again}", flush=True)
    return count


def search(pair, count):
    """How many of the bodies that hold a word are found, and how many others."""
    table = []
    for word in tickets.WORDS:
        holding = tickets.holding(word, count)
        line = [word, str(len(holding))]
        for system in (pair.peer, pair.own):
            found = system.found(word)
            line.append(f"{len(found & holding)}" + (f" (and {len(found - holding)} others)" if found - holding else ""))
        table.append(line)
    return table


def memory_mib(group):
    """Memory of a group of processes, shared pages counted once: proportional set size."""
    total = 0
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/stat") as stat:
                fields = stat.read().rsplit(")", 1)
            if int(fields[1].split()[2]) != group or fields[0].endswith("(runuser"):
                continue
            with open(f"/proc/{pid}/smaps_rollup") as rollup:
                total += int(re.search(r"^Pss: +(\d+)", rollup.read(), re.M)[1])
        except OSError:
            continue
    return total / 1024


def table(head, rows):
    print("\n| " + " | ".join(head) + " |\n|" + "---|" * len(head))
    for row in rows:
        print("| " + " | ".join(row) + " |")


def main():
    ask = argparse.ArgumentParser()
    for name in ("rt-port", "rt-group", "own-port", "own-group", "tickets", "fill-seconds", "seconds"):
        ask.add_argument(f"--{name}", type=int, required=True)
    ask.add_argument("--index", help="command that brings the peer's index of words up to date")
    ask.add_argument("--scan-port", type=int, help="the peer once more, without its index of words")
    args = ask.parse_args()
    peer, own = systems.RequestTracker(args.rt_port), systems.Xiuhua(args.own_port)
    peer.enter()
    own.enter()
    pair = Pair(peer, own, args.seconds)
    print("load before: " + " ".join(open("/proc/loadavg").read().split()[:3]), flush=True)

    count = fill(pair, args.tickets, args.fill_seconds)
    begun = time.perf_counter()
    if args.index and os.system(args.index) != 0:
        raise SystemExit("the peer's index of words cannot be brought up to date")
    print(f"the peer's index of words: {time.perf_counter() - begun:.1f} s", flush=True)

    pair.page("list of open ones, first 50, as a page", lambda system: system.list_page())
    pair.page("the same as JSON", lambda system: system.list_api())
    pair.page("dashboard that one lands on", lambda system: system.dashboard())
    pair.page(f"search for {tickets.WORDS[0]}, as a page", lambda system: system.search_page(tickets.WORDS[0]))
    found = search(pair, count)

    next_of = {peer: count, own: count}
    for clients in (4, FILERS):
        def filing(system):
            ids = iter(range(next_of[system], 10**6))
            outcome = system.load(clients, map(system.create, ids), 201, args.seconds * 2)
            next_of[system] += len(outcome.durations) + clients
            return outcome

        pair.note(f"filing, {clients} clients", filing)

    head = ["what", "RT, a second", "Xiuhua, a second", "ratio", "RT, ms p50 / p99", "Xiuhua, ms p50 / p99"]
    table(head, pair.rows)
    if args.scan_port:
        scanning = systems.RequestTracker(args.scan_port)
        scanning.enter()
        for line in found:
            line.append(str(len(scanning.found(line[0]) & tickets.holding(line[0], count))))
        request = scanning.search_page(tickets.WORDS[0])
        scanning.load(1, [request])
        took = scanning.load(1, [request] * 5)
        print(f"\nwithout its index the peer takes {took.ms(50):.0f} ms a search (page, 1 client, {count} tickets and more)")
    table(["word", f"bodies of {count} that hold it", "RT finds", "Xiuhua finds", "RT without its index"][: len(found[0])], found)
    memory = [memory_mib(args.rt_group), memory_mib(args.own_group)]
    print(f"\nmemory after all this, MiB: RT {memory[0]:,.0f}, Xiuhua {memory[1]:,.0f} (database apart)")
    print("load after: " + " ".join(open("/proc/loadavg").read().split()[:3]))


if __name__ == "__main__":
    main()
