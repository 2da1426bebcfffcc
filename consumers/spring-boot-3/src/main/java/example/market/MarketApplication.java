package example.market;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The host: a command that imports the workbook and runs the script that its options name. */
@SpringBootApplication
public class MarketApplication {

  /** Starts the application. */
  public static void main(String[] args) {
    System.exit(SpringApplication.exit(SpringApplication.run(MarketApplication.class, args)));
  }
}
