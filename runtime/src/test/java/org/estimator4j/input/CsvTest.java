package org.estimator4j.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;

/** Files of comma-separated values: what is read, and what is said of what cannot be. */
class CsvTest {

  private static final String PENGUINS =
      """
      species,island,bill_length_mm,body_mass_g
      Adelie,Torgersen,39.1,3750
      Adelie,"Dream, ""big"" one",39.5,3800
      Gentoo,Biscoe,NA,
      """;

  @TempDir Path directory;

  private String file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content).toString();
  }

  private static String message(Class<? extends Exception> type, Executable code) {
    return assertThrows(type, code).getMessage();
  }

  @Test
  void infersTypesAndKeepsQuotedFields() throws IOException {
    Rows rows =
        Input.csv(file("p.csv", PENGUINS))
            .label("species")
            .missing("bill_length_mm", Missing.replaceBy(Float.NaN))
            .missing("body_mass_g", Missing.replaceBy(-1L))
            .rows();
    assertEquals(
        """
        row  island TString[]      bill_length_mm TFloat32[]  body_mass_g TInt64[]  label species TString[]
        0    "Torgersen"           39.1                       3750                  "Adelie"
        1    "Dream, "big" one"    39.5                       3800                  "Adelie"
        2    "Biscoe"              NaN                        -1                    "Gentoo"\
        """
            .replace("TString[]      bill", "TString[]    bill")
            .replace("\"Torgersen\"           ", "\"Torgersen\"         ")
            .replace("one\"    39", "one\"  39")
            .replace("\"Biscoe\"              ", "\"Biscoe\"            "),
        rows.preview(9));
  }

  @Test
  void skipsRowsWithMissingValuesAndReadsDeclaredColumnsOnly() throws IOException {
    Rows rows =
        Input.csv(file("p.csv", PENGUINS))
            .feature("body_mass_g", TInt32.class)
            .label("species", TString.class)
            .missing("body_mass_g", Missing.skipRow())
            .rows();
    assertEquals(List.of(3750, 3800), Reading.order(rows, 0, 0, 9));
    assertTrue(
        rows.describe()
            .endsWith(
                "feature body_mass_g TInt32[], row skipped if missing\n"
                    + "  label species TString[]"),
        rows.describe());
  }

  @Test
  void readsPackedFilesThatMatchAPattern() throws IOException {
    for (int part = 0; part < 3; part++) {
      try (OutputStream out =
          new GZIPOutputStream(
              Files.newOutputStream(directory.resolve("part-" + part + ".csv.gz")))) {
        out.write(
            ("\uFEFFrow,b\n" + part + ",true\n1" + part + ",0\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    Rows rows =
        Input.csv(directory + "/part-*.csv.gz")
            .feature("row", TInt32.class)
            .feature("b", TBool.class)
            .rows();
    assertEquals(List.of(0, 10, 1, 11, 2, 12), Reading.order(rows, 0, 0, 99));
    assertEquals(Reading.order(rows, 0, 0, 99), Reading.order(rows.shuffleBuffer(1), 0, 0, 99));
  }

  @Test
  void errorsNameFileLineColumnAndValue() throws IOException {
    String bad = file("bad.csv", "a,b\n1,2\n3,x\n");
    assertEquals(
        bad + ", line 3, column 'b': \"x\" is no float",
        message(
            InputException.class,
            () -> Input.csv(bad).feature("b", TFloat32.class).rows().preview(5)));
    String few = file("few.csv", "a,b\n1,2\n\n3\n");
    assertEquals(
        few + ", line 4: 1 fields instead of the 2 of the header",
        message(InputException.class, () -> Input.csv(few).rows().preview(5)));
    String gap = file("gap.csv", "a,b\n1,\n");
    assertEquals(
        gap
            + ", line 2, column 'b': the value is missing (\"\"); say .missing(\"b\","
            + " Missing.replaceBy(…)) or Missing.skipRow()",
        message(
            InputException.class,
            () -> Input.csv(gap).feature("b", TFloat32.class).rows().preview(5)));
    assertEquals(
        bad + ": there is no column 'zebra'; there are [a, b]",
        message(InputException.class, () -> Input.csv(bad).feature("zebra").rows()));
    String far = file("far.csv", "island,length\nx,1\n");
    assertEquals(
        far + ": there is no column 'lenght'; did you mean 'length'?",
        message(InputException.class, () -> Input.csv(far).label("lenght").rows()));
    assertEquals(
        "no file in " + directory + " matches '*.tsv'",
        message(InputException.class, () -> Input.csv(directory + "/*.tsv").rows()));
    assertEquals(
        "there is no file " + directory.resolve("none.csv"),
        message(InputException.class, () -> Input.csv(directory + "/none.csv").rows()));
  }

  @Test
  void refusesWhatIsNoUtf8AndOtherHeaders() throws IOException {
    Path latin = directory.resolve("latin.csv");
    Files.write(latin, new byte[] {'a', '\n', (byte) 0xE9, '\n'});
    assertTrue(
        message(InputException.class, () -> Input.csv(latin.toString()).rows().preview(1))
            .endsWith("latin.csv, line 2, column 'a': \"\uFFFD\" is no UTF-8"));
    file("x1.csv", "a,b\n1,2\n");
    file("x2.csv", "b,a\n1,2\n");
    assertEquals(
        directory.resolve("x2.csv")
            + " has the column 'b' where x1.csv has 'a'; all files need the same header",
        message(InputException.class, () -> Input.csv(directory + "/x?.csv").rows().preview(9)));
  }

  /**
   * A mark in front, every field quoted, line breaks in fields, and Python's spelling of numbers.
   */
  @Test
  void readsWhatPythonsCsvModuleWrites() throws IOException {
    String written =
        file(
            "python.csv",
            "\uFEFF\"n\",\"x\",\"s\"\n\"1\",\"1e-07\",\"with, comma\"\n"
                + "\"2\",\"-3.4028235e+38\",\"a \"\"quote\"\"\"\n\"3\",\"inf\",\"two\nlines\"\n"
                + "\"4\",\"-inf\",\"\u6f22\u5b57\"\n\"5\",\"nan\",\"nan\"\n");
    assertEquals(
        """
        row  n TInt64[]  x TFloat32[]   s TString[]
        0    1           1.0E-7         "with, comma"
        1    2           -3.4028235E38  "a "quote""
        2    3           Infinity       "two\\nlines"
        3    4           -Infinity      "\u6f22\u5b57"
        4    5           NaN            "nan"\
        """,
        Input.csv(written).rows().preview(9));
  }

  /** Python's {@code QUOTE_ALL} writes {@code None} so; the empty text is one. */
  @Test
  void aQuotedNothingIsAMissingNumberButAText() throws IOException {
    String written = file("none.csv", "\"n\",\"s\"\n\"1\",\"\"\n\"\",\"a\"\n");
    assertEquals(
        """
        row  n TFloat32[]  s TString[]
        0    1.0           ""
        1    -7.0          "a"\
        """,
        Input.csv(written).missing("n", Missing.replaceBy(-7f)).rows().preview(9));
    assertEquals(
        directory.resolve("none.csv")
            + ", line 3, column 'n': the value is missing (\"\"); say .missing(\"n\","
            + " Missing.replaceBy(…)) or Missing.skipRow()",
        message(InputException.class, () -> Input.csv(written).rows().preview(9)));
  }

  @Test
  void leavesBadRowsOutIfAsked() throws IOException {
    String bad = file("bad.csv", "row\n1\nx\n3\n4,5\n");
    Rows rows = Input.csv(bad).feature("row", TInt32.class).skipBadRows().rows();
    assertEquals(List.of(1, 3), Reading.order(rows, 0, 0, 9));
  }

  @Test
  void numbersAreThoseOfTheJdkToTheLastBit() {
    Random random = new Random(1);
    for (int i = 0; i < 300_000; i++) {
      String text =
          switch (random.nextInt(6)) {
            case 0 -> Float.toString(Float.intBitsToFloat(random.nextInt()));
            case 1 -> Double.toString(random.nextGaussian());
            case 2 -> String.format(java.util.Locale.ROOT, "%.6g", random.nextGaussian());
            case 3 -> random.nextInt(100_000) + "." + random.nextInt(1000);
            case 4 -> "-" + random.nextInt(1000) + "e" + (random.nextInt(60) - 30);
            default -> Long.toString(random.nextLong() >> random.nextInt(64));
          };
      char[] chars = ("x" + text).toCharArray();
      assertEquals(
          Float.floatToRawIntBits(Float.parseFloat(text)),
          Float.floatToRawIntBits(FastNumbers.parseFloat(chars, 1, text.length())),
          text);
      assertEquals(
          Double.doubleToRawLongBits(Double.parseDouble(text)),
          Double.doubleToRawLongBits(FastNumbers.parseDouble(chars, 1, text.length())),
          text);
    }
    for (String text : List.of("", "-", "1-", "0x", "e5", "1e", ".", "1.2.3")) {
      assertThrows(
          NumberFormatException.class,
          () -> FastNumbers.parseFloat(text.toCharArray(), 0, text.length()));
      assertThrows(
          NumberFormatException.class,
          () -> FastNumbers.parseLong(text.toCharArray(), 0, text.length()));
    }
  }
}
