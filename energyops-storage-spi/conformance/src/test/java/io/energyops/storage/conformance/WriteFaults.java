package io.energyops.storage.conformance;

import io.energyops.storage.Capability;
import io.energyops.storage.ObjectSource;
import io.energyops.storage.SourceFailedException;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StoredObject;
import io.energyops.storage.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** Writes that are seen too early, too short, or not at all. */
final class WriteFaults {

  private static final WriteCondition NONE = WriteCondition.none();

  private WriteFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.of("shows a write half-way", "unfinished-new unfinished-overwrite", HalfWrites::new),
        Fault.of(
            "keeps what came before the source failed",
            "fail-half-way fail-keeps-old",
            Partial::new),
        Fault.of(
            "takes a source shorter or longer than promised",
            "fail-short fail-long",
            saving(WriteFaults::unsized)),
        Fault.of(
            "leaves the source open",
            "write-closes-source fail-closes-source",
            saving(WriteFaults::unclosed)),
        Fault.of(
            "deletes the old object when a write fails",
            "fail-keeps-old fail-unchecked",
            Losing::new),
        Fault.of("lists its temporary objects", "unfinished-listed", Littering::new),
        Fault.of(
            "cuts off after 16 MiB",
            "write-large-sized write-large-unsized",
            saving(WriteFaults::cutOff)),
        Fault.of(
            "stores one read of the source only", "write-dribbling", saving(WriteFaults::oneRead)),
        Fault.of(
            "loses the last block that is not full",
            "write-odd-sizes",
            saving(WriteFaults::fullBlocks)),
        Fault.of("stores text, not bytes", "write-all-bytes", saving(WriteFaults::text)),
        Fault.of("refuses empty objects", "write-empty", saving(WriteFaults::refuseEmpty)),
        Fault.of("keeps objects in the instance", "reopen-keeps second-sees", real -> reference()),
        Fault.of("drops the content type", "type-kept", saving(WriteFaults::untyped)),
        Fault.of("makes up a content type", "type-not-invented", saving(WriteFaults::typed)));
  }

  private static StorageBackend reference() {
    return new ReferenceStorage(new Shelf(), EnumSet.allOf(Capability.class));
  }

  private static UnaryOperator<StorageBackend> saving(UnaryOperator<ObjectSource> change) {
    return real ->
        new Forwarding(real) {
          @Override
          public StoredObject save(StorageKey key, ObjectSource source, WriteCondition condition) {
            return super.save(key, change.apply(source), condition);
          }
        };
  }

  /** The same source, but for what is overridden. */
  private static class Changed implements ObjectSource {

    final ObjectSource source;

    Changed(ObjectSource source) {
      this.source = source;
    }

    @Override
    public InputStream open() throws IOException {
      return source.open();
    }

    @Override
    public OptionalLong size() {
      return source.size();
    }

    @Override
    public Optional<String> contentType() {
      return source.contentType();
    }
  }

  private static ObjectSource unsized(ObjectSource source) {
    return new Changed(source) {
      @Override
      public OptionalLong size() {
        return OptionalLong.empty();
      }
    };
  }

  private static ObjectSource unclosed(ObjectSource source) {
    return new Changed(source) {
      @Override
      public InputStream open() throws IOException {
        return new FilterInputStream(source.open()) {
          @Override
          public void close() {}
        };
      }
    };
  }

  private static ObjectSource cutOff(ObjectSource source) {
    return limited(source, 16 * 1024 * 1024);
  }

  private static ObjectSource limited(ObjectSource source, int bytes) {
    return new Changed(source) {
      @Override
      public InputStream open() throws IOException {
        try (InputStream in = source.open()) {
          return new ByteArrayInputStream(in.readNBytes(bytes));
        }
      }

      @Override
      public OptionalLong size() {
        return source.size().stream().map(size -> Math.min(size, bytes)).findFirst();
      }
    };
  }

  private static ObjectSource fullBlocks(ObjectSource source) {
    return new Changed(source) {
      @Override
      public InputStream open() throws IOException {
        try (InputStream in = source.open()) {
          byte[] all = in.readAllBytes();
          int kept = all.length < 8192 ? all.length : all.length / 4096 * 4096;
          return new ByteArrayInputStream(all, 0, kept);
        }
      }

      @Override
      public OptionalLong size() {
        return OptionalLong.empty();
      }
    };
  }

  private static ObjectSource text(ObjectSource source) {
    return new Changed(source) {
      @Override
      public InputStream open() throws IOException {
        try (InputStream in = source.open()) {
          String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
          return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }
      }

      @Override
      public OptionalLong size() {
        return OptionalLong.empty();
      }
    };
  }

  private static ObjectSource oneRead(ObjectSource source) {
    return new Changed(source) {
      @Override
      public InputStream open() throws IOException {
        try (InputStream in = source.open()) {
          byte[] block = new byte[32 * 1024 * 1024];
          int n = in.read(block);
          return new ByteArrayInputStream(block, 0, Math.max(0, n));
        }
      }
    };
  }

  private static ObjectSource refuseEmpty(ObjectSource source) {
    return new Changed(source) {
      @Override
      public InputStream open() throws IOException {
        InputStream in = source.open();
        return source.size().orElse(1) > 0 ? in : new FailingStream(in);
      }
    };
  }

  private static final class FailingStream extends FilterInputStream {
    FailingStream(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      throw new IOException("empty");
    }
  }

  private static ObjectSource untyped(ObjectSource source) {
    return new Changed(source) {
      @Override
      public Optional<String> contentType() {
        return Optional.empty();
      }
    };
  }

  private static ObjectSource typed(ObjectSource source) {
    return new Changed(source) {
      @Override
      public Optional<String> contentType() {
        return Optional.of(source.contentType().orElse("application/octet-stream"));
      }
    };
  }

  private static final class HalfWrites extends Forwarding {
    HalfWrites(StorageBackend real) {
      super(real);
    }

    @Override
    public StoredObject save(StorageKey key, ObjectSource source, WriteCondition condition) {
      ObjectSource early =
          new Changed(source) {
            @Override
            public InputStream open() throws IOException {
              InputStream in = source.open();
              byte[] first = in.readNBytes((int) (source.size().orElse(0) / 4));
              if (first.length > 0 && condition.equals(NONE)) {
                real.save(key, ObjectSource.of(first), NONE);
              }
              return new SequenceInputStream(new ByteArrayInputStream(first), in);
            }
          };
      return real.save(key, early, condition);
    }
  }

  private static final class Partial extends Forwarding {
    Partial(StorageBackend real) {
      super(real);
    }

    @Override
    public StoredObject save(StorageKey key, ObjectSource source, WriteCondition condition) {
      try {
        return real.save(key, source, condition);
      } catch (SourceFailedException e) {
        keepRest(key, source);
        throw e;
      }
    }

    private void keepRest(StorageKey key, ObjectSource source) {
      ByteArrayOutputStream got = new ByteArrayOutputStream();
      try (InputStream in = source.open()) {
        in.transferTo(got);
      } catch (IOException e) {
        real.save(key, ObjectSource.of(got.toByteArray()), NONE);
      }
    }
  }

  private static final class Losing extends Forwarding {
    Losing(StorageBackend real) {
      super(real);
    }

    @Override
    public StoredObject save(StorageKey key, ObjectSource source, WriteCondition condition) {
      try {
        return real.save(key, source, condition);
      } catch (SourceFailedException | IllegalStateException e) {
        real.delete(key);
        throw e;
      }
    }
  }

  private static final class Littering extends Forwarding {
    Littering(StorageBackend real) {
      super(real);
    }

    @Override
    public StoredObject save(StorageKey key, ObjectSource source, WriteCondition condition) {
      StorageKey temporary = StorageKey.of("0-" + System.identityHashCode(source) + ".tmp");
      real.save(temporary, ObjectSource.of(new byte[0]), NONE);
      try {
        return real.save(key, source, condition);
      } finally {
        real.delete(temporary);
      }
    }
  }
}
