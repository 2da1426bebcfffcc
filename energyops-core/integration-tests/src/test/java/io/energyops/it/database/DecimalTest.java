package io.energyops.it.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class DecimalTest extends SchemaTestBase {

  private static final String TABLE = "market_snapshot_data";
  private final SchemaRows rows = new SchemaRows(this);

  private void price(String id, String price) throws SQLException {
    rows.importedRow(TABLE, id, "i");
    execute(
        "update "
            + table(TABLE)
            + " set dam_price = "
            + dialect.decimal(price)
            + " where id = '"
            + id
            + "'");
  }

  @Test
  void six_digits_come_back_as_they_went_in() throws SQLException {
    rows.imported("i");
    for (String price :
        new String[] {
          "0.000001",
          "-0.000001",
          "4762.140000",
          "0.100000",
          "123456789.123456",
          "999999999999.999999",
          "-999999999999.999999"
        }) {
      price("r", price);
      assertEquals(new BigDecimal(price), number("dam_price", TABLE));
      execute("delete from " + table(TABLE));
    }
  }

  @Test
  void sums_are_exact() throws SQLException {
    rows.imported("i");
    for (int i = 0; i < 30; i++) {
      price("r" + i, i % 3 == 0 ? "0.1" : i % 3 == 1 ? "0.2" : "-0.3");
    }
    price("last", "1.005");
    assertEquals(new BigDecimal("1.005000"), number("sum(dam_price)", TABLE));
  }

  @Test
  void zero_is_a_price_and_differs_from_none() throws SQLException {
    rows.imported("i");
    price("zero", "0");
    rows.importedRow(TABLE, "none", "i");
    assertEquals("1", value("count(dam_price)", TABLE));
    assertEquals("2", value("count(*)", TABLE));
  }

  @Test
  void a_number_of_thirteen_digits_is_refused_on_both() throws SQLException {
    rows.imported("i");
    rows.importedRow(TABLE, "r", "i");
    for (String price : new String[] {"1000000000000", "-1000000000000"}) {
      assertRefused(
          Refusal.CHECK,
          () -> execute("update " + table(TABLE) + " set sell_bid_mw = " + dialect.decimal(price)));
    }
  }
}
