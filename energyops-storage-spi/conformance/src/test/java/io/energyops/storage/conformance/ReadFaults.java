package io.energyops.storage.conformance;

import io.energyops.storage.ByteRange;
import io.energyops.storage.ObjectSource;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageErrorCode;
import io.energyops.storage.StorageException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StorageNotFoundException;
import io.energyops.storage.StorageUnavailableException;
import io.energyops.storage.StoredContent;
import io.energyops.storage.StoredObject;
import io.energyops.storage.WriteCondition;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Reads that give other bytes, and descriptions that are not of what is read. */
final class ReadFaults {

  private ReadFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.of("reads one byte more of a range", "range-inside", opening(r -> of(r, 0, 1))),
        Fault.of(
            "counts a range from 1", "range-inside range-one-byte", opening(r -> of(r, -1, 0))),
        Fault.of("throws past the end", "range-past-end", StrictRanges::new),
        Fault.of("overflows with large ranges", "range-extreme", Overflowing::new),
        Fault.of("describes the range, not the object", "range-describes", PartSize::new),
        Fault.of(
            "mixes the body of one version with the description of another",
            "overwrite-read",
            Mixing::new),
        Fault.of("reads on in the new version", "overwrite-open-stream", LiveStream::new),
        Fault.of(
            "ends a stream early when the object is deleted",
            "overwrite-deleted-stream",
            EarlyEnd::new),
        Fault.of(
            "never gives a connection back that was not read to its end",
            "read-unread",
            Leaking::new),
        Fault.of(
            "ends a read with nothing where there is more",
            "read-n-bytes read-skip",
            Skipping::new),
        Fault.of("keeps the checksum of the first version", "sha256-overwritten", OldSum::new),
        described(
            "says that everything was written in 1970", "describe-time", ReadFaults::inThePast),
        described("gives every version one name", "version-new", ReadFaults::oneVersion),
        Fault.of("describes in save what stat tells otherwise", "describe-same", OtherTime::new));
  }

  private static ByteRange of(ByteRange range, int shift, int more) {
    long length = range.length() == Long.MAX_VALUE ? range.length() : range.length() + more;
    return ByteRange.of(Math.max(0, range.offset() + shift), length);
  }

  private static UnaryOperator<StorageBackend> opening(UnaryOperator<ByteRange> change) {
    return real ->
        new Forwarding(real) {
          @Override
          public StoredContent open(StorageKey key, ByteRange range) {
            return super.open(key, change.apply(range));
          }
        };
  }

  private static Fault described(String name, String meant, UnaryOperator<StoredObject> change) {
    return Fault.of(
        name,
        meant,
        real ->
            new Forwarding(real) {
              @Override
              public StoredObject save(StorageKey key, ObjectSource source, WriteCondition when) {
                return change.apply(super.save(key, source, when));
              }

              @Override
              public Optional<StoredObject> stat(StorageKey key) {
                return super.stat(key).map(change);
              }
            });
  }

  private static StoredObject.Builder changed(StoredObject object, Instant time, String version) {
    return StoredObject.builder(object.key(), object.size(), time, version)
        .sha256(object.sha256().orElse(null))
        .contentType(object.contentType().orElse(null));
  }

  private static StoredObject inThePast(StoredObject object) {
    return changed(object, Instant.EPOCH, object.version()).build();
  }

  private static StoredObject oneVersion(StoredObject object) {
    return changed(object, object.modifiedAt(), "1").build();
  }

  private static final class StrictRanges extends Forwarding {
    StrictRanges(StorageBackend real) {
      super(real);
    }

    @Override
    public StoredContent open(StorageKey key, ByteRange range) {
      long size = real.stat(key).orElseThrow(() -> new StorageNotFoundException(key)).size();
      if (range.offset() > size) {
        throw new StorageException(StorageErrorCode.INVALID_ARGUMENT, "Past the end", null);
      }
      return real.open(key, range);
    }
  }

  private static final class Overflowing extends Forwarding {
    Overflowing(StorageBackend real) {
      super(real);
    }

    @Override
    public StoredContent open(StorageKey key, ByteRange range) {
      if (range.length() == Long.MAX_VALUE && range.offset() == 0) {
        return real.open(key, range);
      }
      int end = (int) (range.offset() + range.length());
      return real.open(key, ByteRange.of(range.offset(), Math.max(0, end - range.offset())));
    }
  }

  private static final class PartSize extends Forwarding {
    PartSize(StorageBackend real) {
      super(real);
    }

    @Override
    public StoredContent open(StorageKey key, ByteRange range) {
      StoredContent in = real.open(key, range);
      StoredObject o = in.object();
      return new StoredContent(
          StoredObject.builder(key, range.lengthWithin(o.size()), o.modifiedAt(), o.version())
              .sha256(o.sha256().orElse(null))
              .contentType(o.contentType().orElse(null))
              .build(),
          in);
    }
  }

  private static final class Mixing extends Forwarding {
    Mixing(StorageBackend real) {
      super(real);
    }

    @Override
    public StoredContent open(StorageKey key, ByteRange range) {
      Optional<StoredObject> before = real.stat(key);
      Pause.shortly();
      StoredContent in = real.open(key, range);
      return new StoredContent(before.orElse(in.object()), in);
    }
  }

  private static final class LiveStream extends Forwarding {
    LiveStream(StorageBackend real) {
      super(real);
    }

    @Override
    public StoredContent open(StorageKey key, ByteRange range) {
      StoredObject object = real.open(key, range).object();
      AtomicInteger at = new AtomicInteger();
      InputStream live =
          new InputStream() {
            @Override
            public int read() throws IOException {
              byte[] one = new byte[1];
              return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
              long left = range.lengthWithin(object.size()) - at.get();
              int wanted = (int) Math.min(length, left);
              if (wanted == 0) {
                return length == 0 ? 0 : -1;
              }
              int n = now(range.offset() + at.get(), wanted).read(target, offset, wanted);
              at.addAndGet(Math.max(0, n));
              return n;
            }

            private InputStream now(long from, int wanted) throws IOException {
              try {
                return real.open(key, ByteRange.of(from, wanted));
              } catch (StorageException e) {
                throw new IOException(e);
              }
            }
          };
      return new StoredContent(object, live);
    }
  }

  private static final class EarlyEnd extends Forwarding {
    EarlyEnd(StorageBackend real) {
      super(real);
    }

    @Override
    public StoredContent open(StorageKey key, ByteRange range) {
      StoredContent in = real.open(key, range);
      return new StoredContent(
          in.object(),
          new FilterInputStream(in) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
              return real.stat(key).isEmpty() ? -1 : super.read(target, offset, length);
            }
          });
    }
  }

  private static final class Leaking extends Forwarding {

    private final AtomicInteger connections = new AtomicInteger(50);

    Leaking(StorageBackend real) {
      super(real);
    }

    @Override
    public StoredContent open(StorageKey key, ByteRange range) {
      if (connections.get() == 0) {
        throw new StorageUnavailableException("No connection is free", null, null);
      }
      StoredContent in = real.open(key, range);
      connections.decrementAndGet();
      return new StoredContent(
          in.object(),
          new FilterInputStream(in) {
            private boolean ended;

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
              int n = super.read(target, offset, length);
              if (n < 0 && !ended) {
                ended = true;
                connections.incrementAndGet();
              }
              return n;
            }
          });
    }
  }

  private static final class Skipping extends Forwarding {
    Skipping(StorageBackend real) {
      super(real);
    }

    @Override
    public StoredContent open(StorageKey key, ByteRange range) {
      StoredContent in = real.open(key, range);
      return new StoredContent(
          in.object(),
          new FilterInputStream(in) {
            private long position;

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
              int n = super.read(target, offset, length);
              position += Math.max(0, n);
              return n;
            }

            @Override
            public byte[] readNBytes(int length) throws IOException {
              return position == 0 ? in.readNBytes(Math.min(length, 8192)) : in.readNBytes(length);
            }

            @Override
            public long skip(long count) throws IOException {
              return super.skip(count / 2) * 2;
            }
          });
    }
  }

  private static final class OldSum extends Forwarding {

    private final Map<StorageKey, String> sums = new ConcurrentHashMap<>();

    OldSum(StorageBackend real) {
      super(real);
    }

    @Override
    public Optional<StoredObject> stat(StorageKey key) {
      return super.stat(key)
          .map(
              object ->
                  changed(object, object.modifiedAt(), object.version())
                      .sha256(sums.computeIfAbsent(key, k -> object.sha256().orElseThrow()))
                      .build());
    }

    @Override
    public StoredObject save(StorageKey key, ObjectSource source, WriteCondition condition) {
      super.save(key, source, condition);
      return stat(key).orElseThrow();
    }
  }

  private static final class OtherTime extends Forwarding {
    OtherTime(StorageBackend real) {
      super(real);
    }

    @Override
    public StoredObject save(StorageKey key, ObjectSource source, WriteCondition condition) {
      StoredObject stored = super.save(key, source, condition);
      return changed(stored, stored.modifiedAt().plusSeconds(2), stored.version()).build();
    }
  }
}
