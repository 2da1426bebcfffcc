package io.energyops.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadKeysTest {

  @ParameterizedTest
  @CsvSource({
    "plan.xlsx, plan.xlsx",
    "My plan (1).xlsx, My_plan_1_.xlsx",
    "..csv, _csv",
    "%2e%2e%2f.csv, _2e_2e_2f.csv",
    "Überlandwerk.csv, Überlandwerk.csv"
  })
  void a_senders_name_is_reduced_to_what_every_backend_takes(String name, String stored) {
    assertEquals(stored, UploadKeys.storedName(name));
    assertEquals("uploads/1/" + stored, UploadKeys.file("1", UploadKeys.storedName(name)).value());
  }

  @Test
  void a_long_name_keeps_its_ending() {
    String stored = UploadKeys.storedName("x".repeat(200) + ".xlsx");
    assertEquals(100, stored.length());
    assertEquals(".xlsx", stored.substring(95));
  }
}
