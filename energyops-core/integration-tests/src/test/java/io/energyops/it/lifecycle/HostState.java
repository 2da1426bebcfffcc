package io.energyops.it.lifecycle;

import java.security.Security;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.logging.LogManager;
import java.util.stream.Collectors;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.poi.util.IOUtils;

/** What belongs to the whole JVM, at one moment. */
final class HostState {

  private HostState() {}

  static Map<String, String> now() {
    Map<String, String> state = new TreeMap<>();
    System.getProperties().forEach((name, value) -> state.put("property " + name, "" + value));
    state.put("time zone", TimeZone.getDefault().getID());
    for (Locale.Category category : Locale.Category.values()) {
      state.put("locale " + category, Locale.getDefault(category).toString());
    }
    state.put("uncaught handler", "" + Thread.getDefaultUncaughtExceptionHandler());
    state.put("context loader", "" + Thread.currentThread().getContextClassLoader());
    state.put("interrupted", "" + Thread.currentThread().isInterrupted());
    state.put("thread", Thread.currentThread().getName());
    state.put("priority", "" + Thread.currentThread().getPriority());
    state.put("providers", Arrays.toString(Security.getProviders()));
    var root = LogManager.getLogManager().getLogger("");
    state.put("root logger", root.getLevel() + " " + Arrays.toString(root.getHandlers()));
    state.put(
        "drivers",
        DriverManager.drivers()
            .map(driver -> driver.getClass().getName())
            .collect(Collectors.toCollection(TreeSet::new))
            .toString());
    state.put("login timeout", "" + DriverManager.getLoginTimeout());
    state.put("inflate ratio", "" + ZipSecureFile.getMinInflateRatio());
    state.put("entry size", "" + ZipSecureFile.getMaxEntrySize());
    state.put("text size", "" + ZipSecureFile.getMaxTextSize());
    state.put("file count", "" + ZipSecureFile.getMaxFileCount());
    state.put("array size", "" + IOUtils.getByteArrayMaxOverride());
    state.put(
        "streams", System.identityHashCode(System.out) + " " + System.identityHashCode(System.err));
    return state;
  }
}
