"""An upstream that answers with bytes as a script says them: no HTTP library stands in between, so it can lie and break in any way.

The `user` of a request's body is "NAME/MARK": NAME picks the script, and MARK is put in place of MARK00 (equal length) in what it sends,
so that an answer that ends up with another client is seen.

    upstream = ScriptedUpstream({"half": Script([b"HTTP/1.1 200 OK\\r\\ncontent-le"], "close")}).start(); upstream.url; upstream.stop()
"""
import asyncio
import json
import socket
import struct
import threading
from dataclasses import dataclass

PLACE = b"MARK00"


@dataclass
class Script:
    pieces: list                    # of bytes, each sent in a write of its own
    end: str = "keep"               # keep (another request may come), close, reset, hang
    pause: float = 0.0              # seconds between pieces


class ScriptedUpstream:
    def __init__(self, scripts):
        self.scripts = scripts
        self.calls = []             # (name, mark), in order of arrival
        self.connections = 0
        self._open = set()

    def start(self):
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="scripted-upstream", daemon=True)
        self._thread.start()
        return self

    def stop(self):
        self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join()

    def _run(self):
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self):
        self._stopping = asyncio.Event()
        server = await asyncio.start_server(self._connection, sock=self._listener, limit=1 << 20)
        await self._stopping.wait()
        server.close()
        for task in list(self._open):
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def _connection(self, reader, writer):
        self._open.add(asyncio.current_task())
        self.connections += 1
        writer.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            while await self._call(reader, writer):
                pass
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self._open.discard(asyncio.current_task())
            writer.transport.abort()

    async def _call(self, reader, writer):
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:"))
        name, mark = json.loads(await reader.readexactly(length))["user"].split("/")
        self.calls.append((name, mark))
        script = self.scripts[name]
        for piece in script.pieces:
            writer.write(piece.replace(PLACE, mark.encode()))
            await writer.drain()
            if script.pause:
                await asyncio.sleep(script.pause)
        if script.end == "hang":
            await reader.read(1)    # until the gateway leaves
        elif script.end == "reset":
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        elif script.end == "close" and writer.can_write_eof():
            writer.write_eof()
            await reader.read(1)
        return script.end == "keep"
