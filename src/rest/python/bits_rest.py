"""Hands each request of splunkd to the handler in Node, in splunkd's own packets, and its answer back.

The fallback of `bitsjobs build --rest-driver python`: where splunkd cannot start Node by itself. No logic is in here.
"""
import os
import subprocess
import threading

from splunk.persistconn.application import PersistentServerConnectionApplication

LAUNCHER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "bitsjobs.sh")
GONE = '{"status":503,"headers":{"content-type":"application/problem+json"},"payload":"{\\"type\\":\\"about:blank\\",\\"title\\":\\"Service Unavailable\\",\\"status\\":503,\\"detail\\":\\"The handler ended; ask again.\\"}"}'


class BitsRest(PersistentServerConnectionApplication):
    node = None
    one_at_a_time = threading.Lock()

    def __init__(self, _command_line, _command_arg):
        super().__init__()

    def handle(self, in_string):
        block = in_string if isinstance(in_string, bytes) else in_string.encode("utf-8")
        with self.one_at_a_time:
            try:
                return self.ask(block)
            except (OSError, ValueError):
                self.end()
                return GONE

    def ask(self, block):
        if BitsRest.node is None or BitsRest.node.poll() is not None:
            BitsRest.node = subprocess.Popen([LAUNCHER, "bits_rest"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        # INIT, BLOCK and END in one: no arguments, an empty free argument, the request.
        BitsRest.node.stdin.write(b"\x070\n0\n%d\n%s" % (len(block), block))
        BitsRest.node.stdin.flush()
        self.read()
        return self.read().decode("utf-8")

    def read(self):
        length = int(BitsRest.node.stdout.readline())
        text = BitsRest.node.stdout.read(length)
        if len(text) < length:
            raise ValueError("the answer broke off")
        return text

    def end(self):
        if BitsRest.node is not None:
            BitsRest.node.kill()
            BitsRest.node.wait()
        BitsRest.node = None
