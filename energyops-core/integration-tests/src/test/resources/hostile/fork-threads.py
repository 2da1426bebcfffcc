"""Starts threads, which a limit of processes may forget.
Success: 300 live at the same time."""
import threading

print("begin", flush=True)
threading.stack_size(64 << 10)
done = threading.Event()
threads = []
try:
    for _ in range(300):
        thread = threading.Thread(target=done.wait, args=(20,))
        thread.start()
        threads.append(thread)
    print("ESCAPED: reached 300 threads", flush=True)
except (RuntimeError, MemoryError) as error:
    print("REFUSED: %s at %d" % (error, len(threads)), flush=True)
done.set()
