package io.energyops.storage.conformance;

import io.energyops.storage.ByteRange;
import io.energyops.storage.ObjectSource;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StorageNotFoundException;
import io.energyops.storage.StoredContent;
import io.energyops.storage.StoredObject;
import io.energyops.storage.WriteCondition;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Streams that break the promises of streams. */
final class StreamFaults {

  private StreamFaults() {}

  static List<Fault> all() {
    return List.of(
        streaming("gives bytes with a sign", "read-byte-by-byte", Signed::new),
        streaming("promises more than is available", "read-available", Promising::new),
        streaming("transfers from the second block on", "read-transfer", Transferring::new),
        streaming("fails behind the end", "read-end", FailingAtEnd::new),
        streaming("fails at the second close", "read-close-twice", ClosedOnce::new),
        streaming("ends early when interrupted", "interrupt-open interrupt-mid-read", Ending::new),
        Fault.of("keeps the source instead of its bytes", "write-own-copy", Lazy::new),
        Fault.of("reads nothing of what is missing", "read-missing range-missing", Lenient::new));
  }

  private static Fault streaming(String name, String meant, UnaryOperator<InputStream> change) {
    return Fault.of(
        name,
        meant,
        real ->
            new Forwarding(real) {
              @Override
              public StoredContent open(StorageKey key, ByteRange range) {
                StoredContent in = super.open(key, range);
                return new StoredContent(in.object(), change.apply(in));
              }
            });
  }

  private static final class Signed extends FilterInputStream {
    Signed(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int unsigned = super.read();
      return unsigned < 0 ? unsigned : (byte) unsigned;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return super.read(target, offset, length);
    }
  }

  private static final class Promising extends FilterInputStream {
    Promising(InputStream in) {
      super(in);
    }

    @Override
    public int available() {
      return Integer.MAX_VALUE;
    }
  }

  private static final class Transferring extends FilterInputStream {
    Transferring(InputStream in) {
      super(in);
    }

    @Override
    public long transferTo(OutputStream target) throws IOException {
      in.skipNBytes(8192);
      return in.transferTo(target);
    }
  }

  private static final class FailingAtEnd extends FilterInputStream {

    private boolean ended;

    FailingAtEnd(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (ended) {
        throw new IOException("the end was told");
      }
      int n = super.read(target, offset, length);
      ended = n < 0;
      return n;
    }
  }

  private static final class ClosedOnce extends FilterInputStream {

    private boolean closed;

    ClosedOnce(InputStream in) {
      super(in);
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        throw new IOException("it was closed");
      }
      closed = true;
    }
  }

  private static final class Ending extends FilterInputStream {
    Ending(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return Thread.currentThread().isInterrupted() ? -1 : super.read(target, offset, length);
    }
  }

  private static final class Lazy extends Forwarding {

    private final Map<StorageKey, ObjectSource> sources = new ConcurrentHashMap<>();

    Lazy(StorageBackend real) {
      super(real);
    }

    @Override
    public StoredObject save(StorageKey key, ObjectSource source, WriteCondition condition) {
      StoredObject stored = super.save(key, source, condition);
      sources.put(key, source);
      return stored;
    }

    @Override
    public StoredContent open(StorageKey key, ByteRange range) {
      StoredContent in = super.open(key, range);
      try {
        ObjectSource source = sources.get(key);
        boolean whole = source != null && range.equals(ByteRange.all());
        return whole ? new StoredContent(in.object(), source.open()) : in;
      } catch (IOException e) {
        return in;
      }
    }
  }

  private static final class Lenient extends Forwarding {
    Lenient(StorageBackend real) {
      super(real);
    }

    @Override
    public StoredContent open(StorageKey key, ByteRange range) {
      try {
        return super.open(key, range);
      } catch (StorageNotFoundException e) {
        StoredObject nothing = StoredObject.builder(key, 0, Instant.EPOCH, "none").build();
        return new StoredContent(nothing, InputStream.nullInputStream());
      }
    }
  }
}
