package org.estimator4j.samples.customers;

import java.util.Iterator;
import org.estimator4j.input.ElementSpec;
import org.estimator4j.input.Input;
import org.estimator4j.input.Row;
import org.estimator4j.input.Rows;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;

/** Reads the rows of a table; docs/input.md shows it. */
public final class Customers implements Iterator<Row>, AutoCloseable {

  static final ElementSpec SPEC =
      ElementSpec.empty()
          .feature("age", TFloat32.class)
          .feature("city", TString.class)
          .label("bought", TInt32.class);

  private final java.sql.Connection connection;
  private final java.sql.ResultSet found;
  private boolean onRow;

  private Customers(java.sql.Connection connection) throws java.sql.SQLException {
    this.connection = connection;
    this.found =
        connection
            .createStatement()
            .executeQuery("SELECT age, city, bought FROM customers ORDER BY id");
    this.onRow = found.next();
  }

  /** Each pass asks anew. */
  static Rows rows(String url) {
    return Input.rows("customers", SPEC, () -> open(url));
  }

  private static Customers open(String url) {
    try {
      return new Customers(java.sql.DriverManager.getConnection(url));
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException("cannot ask " + url, e);
    }
  }

  @Override
  public boolean hasNext() {
    return onRow;
  }

  @Override
  public Row next() {
    try {
      float age = found.getFloat("age");
      float orMissing = found.wasNull() ? Float.NaN : age;
      Row row = Row.of(SPEC, orMissing, found.getString("city"), found.getInt("bought"));
      onRow = found.next();
      return row;
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException("cannot read a customer", e);
    }
  }

  @Override
  public void close() throws java.sql.SQLException {
    connection.close();
  }
}
