package io.energyops.storage.conformance;

import io.energyops.storage.ByteRange;
import io.energyops.storage.InvalidKeyException;
import io.energyops.storage.ObjectSource;
import io.energyops.storage.StorageAccessDeniedException;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StoredContent;
import io.energyops.storage.StoredObject;
import io.energyops.storage.WriteCondition;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Keys that become other keys, or are refused though they are allowed. */
final class KeyFaults {

  private KeyFaults() {}

  static List<Fault> all() {
    return List.of(
        mapping("folds the case of keys", "key-case", key -> key.toLowerCase(Locale.ROOT)),
        mapping("decodes percent signs", "key-percent", key -> key.replace("%2B", "+")),
        mapping("takes plus for space", "key-percent", key -> key.replace('+', ' ')),
        mapping("cuts queries off", "key-url-characters", key -> key.replaceAll("(.)\\?.*", "$1")),
        mapping(
            "drops dots and spaces at the end", "key-trailing-dots key-spaces", KeyFaults::trimmed),
        mapping("takes a backslash for a slash", "key-backslash", KeyFaults::slashed),
        mapping("normalises more than asked", "key-look-alikes", KeyFaults::compatible),
        mapping(
            "writes characters beyond 16 bits as question marks", "key-emoji", KeyFaults::narrow),
        refusing(
            "refuses names that Windows reserves",
            "key-windows-names",
            "(?i).*\\b(con|nul|aux)\\b.*"),
        refusing("refuses segments over 255 bytes", "key-1024-one-segment", ".*[^/]{256}.*"),
        refusing("refuses more than 100 segments", "key-deep key-1024-segments", "([^/]+/){100}.*"),
        Fault.of(
            "stores a where a/b is in one place",
            "nested-child-first nested-levels",
            OneOfBoth::new),
        Fault.of("normalises what it should refuse", "refuse-nfd", Normalising::new),
        Fault.of("cleans paths that it should refuse", "refuse-dots", Cleaning::new),
        Fault.of(
            "says of what is no key that it does not exist",
            "refuse-empty refuse-1025 refuse-control refuse-slash-first refuse-slash-last"
                + " refuse-empty-segment refuse-lone-surrogate",
            Answering::new),
        Fault.of("finds folders", "nested-folder-is-none simple-exists", Folders::new));
  }

  private static String trimmed(String key) {
    String text = key.replaceAll("[. ]+$", "");
    return text.isEmpty() ? key : text;
  }

  private static String slashed(String key) {
    return key.equals("\\") ? key : key.replace('\\', '/');
  }

  private static String compatible(String key) {
    return Normalizer.normalize(key, Normalizer.Form.NFKC);
  }

  private static String narrow(String key) {
    return key.replaceAll("[\\x{10000}-\\x{10FFFF}]", "?");
  }

  private static Fault mapping(String name, String meant, UnaryOperator<String> map) {
    return Fault.of(name, meant, real -> new Mapping(real, map));
  }

  private static Fault refusing(String name, String meant, String pattern) {
    return mapping(
        name,
        meant,
        key -> {
          if (key.matches(pattern)) {
            throw new StorageAccessDeniedException("The name is not allowed", null);
          }
          return key;
        });
  }

  private static final class Mapping extends Forwarding {

    private final UnaryOperator<String> map;

    Mapping(StorageBackend real, UnaryOperator<String> map) {
      super(real);
      this.map = map;
    }

    private StorageKey mapped(StorageKey key) {
      return StorageKey.of(map.apply(key.value()));
    }

    @Override
    public StoredObject save(StorageKey key, ObjectSource source, WriteCondition condition) {
      return super.save(mapped(key), source, condition);
    }

    @Override
    public StoredContent open(StorageKey key, ByteRange range) {
      return super.open(mapped(key), range);
    }

    @Override
    public Optional<StoredObject> stat(StorageKey key) {
      return super.stat(mapped(key));
    }

    @Override
    public boolean delete(StorageKey key) {
      return super.delete(mapped(key));
    }
  }

  /** A folder cannot be a file at once. */
  private static final class OneOfBoth extends Forwarding {
    OneOfBoth(StorageBackend real) {
      super(real);
    }

    @Override
    public StoredObject save(StorageKey key, ObjectSource source, WriteCondition condition) {
      if (!real.list(key + "/").isEmpty()) {
        throw new StorageAccessDeniedException("'" + key + "' is a folder", null);
      }
      return super.save(key, source, condition);
    }
  }

  private static final class Normalising extends Forwarding {
    Normalising(StorageBackend real) {
      super(real);
    }

    @Override
    public String save(String key, byte[] data) {
      return super.save(Normalizer.normalize(key, Normalizer.Form.NFC), data);
    }
  }

  private static final class Cleaning extends Forwarding {
    Cleaning(StorageBackend real) {
      super(real);
    }

    @Override
    public byte[] read(String key) {
      String[] kept =
          Arrays.stream(key.split("/", -1)).filter(s -> !s.startsWith(".")).toArray(String[]::new);
      return kept.length == 0
          ? "root".getBytes(StandardCharsets.UTF_8)
          : super.read(String.join("/", kept));
    }
  }

  private static final class Folders extends Forwarding {
    Folders(StorageBackend real) {
      super(real);
    }

    @Override
    public Optional<StoredObject> stat(StorageKey key) {
      return super.stat(key)
          .or(
              () ->
                  real.list(key + "/").stream()
                      .findFirst()
                      .flatMap(k -> real.stat(StorageKey.of(k))));
    }
  }

  private static final class Answering extends Forwarding {
    Answering(StorageBackend real) {
      super(real);
    }

    @Override
    public boolean exists(String key) {
      try {
        return super.exists(key);
      } catch (InvalidKeyException e) {
        return false;
      }
    }
  }
}
