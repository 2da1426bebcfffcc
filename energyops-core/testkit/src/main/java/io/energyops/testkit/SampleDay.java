package io.energyops.testkit;

import io.energyops.upload.Dataset;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Makes up the 96 blocks of one day for any dataset: each row is valid, and alike for one seed. */
final class SampleDay {

  static final int BLOCKS = 96;

  private static final int MINUTES = 15;

  private final Dataset<?> dataset;
  private final LocalDateTime midnight;
  private final SplittableRandom random;

  SampleDay(Dataset<?> dataset, LocalDate day, long seed) {
    this.dataset = dataset;
    this.midnight = day.atStartOfDay();
    this.random = new SplittableRandom(seed);
  }

  void fill(SheetBuilder sheet) {
    sheet.header(dataset.headers());
    for (int block = 1; block <= BLOCKS; block++) {
      List<@Nullable Object> row = new ArrayList<>();
      // A dataset's headers come in the order of its record's components.
      for (RecordComponent component : dataset.rowType().getRecordComponents()) {
        row.add(value(component, block));
      }
      sheet.row(row);
    }
  }

  private Object value(RecordComponent component, int block) {
    String name = component.getName();
    Class<?> type = component.getType();
    if (type == Instant.class) {
      return name.equals("timePeriod") ? midnight.plusMinutes(MINUTES * (block - 1L)) : midnight;
    } else if (type == int.class) {
      return block;
    } else if (type == BigDecimal.class) {
      return decimal(name.toLowerCase(Locale.ROOT), block);
    } else if (type == String.class) {
      return text(name);
    }
    return 100 + random.nextInt(900);
  }

  private BigDecimal decimal(String name, int block) {
    double noise = random.nextDouble();
    // A calm night, a peak in the evening; prices stay below the market's cap.
    double load = 0.5 + 0.5 * Math.sin(Math.PI * block / BLOCKS);
    if (name.contains("price")) {
      return rounded(2000 + 6000 * load + 500 * noise, 2);
    } else if (name.contains("percent")) {
      return rounded(20 + 60 * noise, 1);
    } else if (name.contains("efficiency")) {
      return rounded(0.8 + 0.15 * noise, 3);
    }
    return rounded(1000 + 3000 * load + 200 * noise, 3);
  }

  private static BigDecimal rounded(double value, int scale) {
    return new BigDecimal(String.format(Locale.ROOT, "%." + scale + "f", value));
  }

  private static String text(String name) {
    return switch (name) {
      case "region" -> "Western";
      case "state" -> "Gujarat";
      case "plantId" -> "KT-1";
      case "plantName" -> "Kutch Thermal 1";
      case "technologyType" -> "Coal";
      case "contractName" -> "KT-GUVNL-2025";
      case "contractType" -> "PPA";
      case "buyerEntity" -> "GUVNL";
      case "sellerEntity" -> "Kutch Power";
      case "marketType" -> "DAM";
      case "modelId" -> "day-ahead-1";
      case "optimizationStatus" -> "success";
      default -> "sample";
    };
  }
}
