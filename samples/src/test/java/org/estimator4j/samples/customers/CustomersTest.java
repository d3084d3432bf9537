package org.estimator4j.samples.customers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.estimator4j.annotation.Mode;
import org.estimator4j.input.Batch;
import org.estimator4j.input.Input;
import org.estimator4j.input.InputContext;
import org.estimator4j.input.InputCursor;
import org.estimator4j.input.InputException;
import org.estimator4j.input.Rows;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.types.TInt32;

/** A database is read by JDBC: the very class that docs/input.md shows. */
class CustomersTest {

  private static final String URL = "jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1";

  @BeforeEach
  void fill() throws SQLException {
    run(
        "CREATE TABLE customers (id INT PRIMARY KEY, age REAL, city VARCHAR(20), bought INT)",
        "INSERT INTO customers VALUES (1, 31.5, 'Oslo', 1), (2, NULL, 'Rome', 0), (3, 18, 'Bern',"
            + " 1)");
  }

  @AfterEach
  void drop() throws SQLException {
    run("SHUTDOWN");
  }

  private static void run(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(URL);
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  @Test
  void theTableBecomesRows() {
    assertEquals(
        """
        row  age TFloat32[]  city TString[]  label bought TInt32[]
        0    31.5            "Oslo"          1
        1    NaN             "Rome"          0
        2    18.0            "Bern"          1\
        """,
        Customers.rows(URL).preview(9));
  }

  @Test
  void aRunThatWasStoppedGoesOn() throws SQLException {
    Rows rows = Customers.rows(URL);
    Input input = rows.shuffle().repeat().batch(2);
    List<Integer> whole = bought(input, 0, 9);
    assertEquals(whole.subList(4 * 2, 9 * 2), bought(input, 4, 5));
    try (Connection one = DriverManager.getConnection(URL);
        Statement statement = one.createStatement();
        var sessions = statement.executeQuery("SELECT COUNT(*) FROM INFORMATION_SCHEMA.SESSIONS")) {
      assertTrue(sessions.next());
      assertEquals(1, sessions.getInt(1), "every cursor closed its connection");
    }
  }

  private static List<Integer> bought(Input input, long position, int batches) {
    List<Integer> values = new ArrayList<>();
    InputContext context = InputContext.first(Mode.TRAIN, 7).at(0, position);
    try (InputCursor cursor = input.open(context)) {
      for (int i = 0; i < batches; i++) {
        try (Batch batch = cursor.next()) {
          assertTrue(batch != null);
          ((TInt32) batch.tensor(2)).scalars().forEach(value -> values.add(value.getInt()));
        }
      }
    }
    return values;
  }

  @Test
  void aDatabaseThatIsNotThereIsNamed() {
    String message =
        assertThrows(InputException.class, () -> Customers.rows("jdbc:none:shop").preview(1))
            .getMessage();
    assertEquals("customers cannot be opened: cannot ask jdbc:none:shop", message);
  }

  @Test
  void theDocumentShowsThisClass() throws IOException {
    String source =
        Files.readString(Path.of("src/test/java/org/estimator4j/samples/customers/Customers.java"));
    String shown = source.substring(source.indexOf("public final class Customers"));
    assertTrue(Files.readString(Path.of("../docs/input.md")).contains("```java\n" + shown + "```"));
  }
}
