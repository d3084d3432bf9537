package org.estimator4j.config;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * JSON as maps, lists, strings, {@code BigDecimal}, {@code Boolean} and null. Strict: what RFC 8259
 * does not allow is an error that shows the place, and so is a name that occurs twice.
 */
final class JsonText {

  private static final Pattern PLACE = Pattern.compile("line (\\d+) column (\\d+) path (\\S+)");
  private static final int SHOWN = 20;

  private final String source;
  private final String text;

  private JsonText(String source, String text) {
    this.source = source;
    this.text = text;
  }

  /** The value that a text holds; {@code source} names it in messages. */
  static @Nullable Object parse(String source, String text) {
    return new JsonText(source, text).parse();
  }

  private @Nullable Object parse() {
    try (JsonReader reader = new JsonReader(new StringReader(text))) {
      reader.setStrictness(Strictness.STRICT);
      Object value = value(reader);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new MalformedJsonException("text after the end at " + reader);
      }
      return value;
    } catch (MalformedJsonException | EOFException e) {
      throw new IllegalArgumentException(source + " is not JSON: " + explain(e), e);
    } catch (IOException e) {
      throw new IllegalStateException("a string cannot fail to be read", e);
    }
  }

  private @Nullable Object value(JsonReader reader) throws IOException {
    return switch (reader.peek()) {
      case BEGIN_OBJECT -> object(reader);
      case BEGIN_ARRAY -> array(reader);
      case STRING -> reader.nextString();
      case NUMBER -> new BigDecimal(reader.nextString());
      case BOOLEAN -> reader.nextBoolean();
      default -> {
        reader.nextNull();
        yield null;
      }
    };
  }

  private Map<String, @Nullable Object> object(JsonReader reader) throws IOException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      if (members.containsKey(name)) {
        throw new IllegalArgumentException(
            source + ": \"" + path(reader.getPath()) + "\" occurs twice; leave one out");
      }
      members.put(name, value(reader));
    }
    reader.endObject();
    return Collections.unmodifiableMap(members);
  }

  private List<@Nullable Object> array(JsonReader reader) throws IOException {
    List<@Nullable Object> elements = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      elements.add(value(reader));
    }
    reader.endArray();
    return Collections.unmodifiableList(elements);
  }

  /** Gson tells a programmer which setting would allow it; we tell a user where it is. */
  private String explain(IOException e) {
    String message = String.valueOf(e.getMessage());
    Matcher place = PLACE.matcher(message);
    if (!place.find()) {
      return message;
    }
    int line = Integer.parseInt(place.group(1));
    int column = Integer.parseInt(place.group(2));
    String path = path(place.group(3));
    return (e instanceof EOFException ? "it ends too early" : "unexpected text")
        + " at line "
        + line
        + ", column "
        + column
        + (path.isEmpty() ? "" : ", in " + path)
        + ", after <<"
        + before(line, column)
        + ">>";
  }

  private static String path(String gsonPath) {
    return gsonPath.replaceFirst("^\\$\\.?", "");
  }

  private String before(int line, int column) {
    String shown = text.lines().skip(line - 1L).findFirst().orElse("");
    int end = Math.min(Math.max(column - 1, 0), shown.length());
    return (end > SHOWN ? "..." : "") + shown.substring(Math.max(0, end - SHOWN), end);
  }
}
