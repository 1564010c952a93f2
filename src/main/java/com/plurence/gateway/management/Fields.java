package com.plurence.gateway.management;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.FieldError;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of a request's body and remembers everything that is wrong with them, so that
 * the client hears of it all at once: {@link #check()} fails if there was anything.
 */
public final class Fields {
  private static final int MOST_NAMES = 100;
  private static final int LONGEST_NAME_SHOWN = 64;
  private static final long LATEST_MILLIS = Instant.parse("9999-12-31T23:59:59Z").toEpochMilli();

  private final JsonObject body;
  private final String place;
  private final Set<String> known = new HashSet<>();
  private final List<Fields> nested = new ArrayList<>();
  private final List<FieldError> violations;

  Fields(JsonObject body) {
    this(body, "", new ArrayList<>());
  }

  /**
   * @param place what stands before the names of members when something is wrong with them
   */
  private Fields(JsonObject body, String place, List<FieldError> violations) {
    this.body = body;
    this.place = place;
    this.violations = violations;
  }

  /** Whether the member is there, even if it is null. */
  public boolean has(String name) {
    return body.containsKey(name);
  }

  /** A text that must be there, of 1 to {@code most} characters; empty after a violation. */
  public String text(String name, int most) {
    return text(name, 1, most);
  }

  /** A text that must be there, of {@code least} to {@code most} characters. */
  public String text(String name, int least, int most) {
    known.add(name);
    if (!body.containsKey(name)) {
      violation(name, "is required");
      return "";
    }
    return checked(name, body.getValue(name), least, most);
  }

  /** A text that may be absent, but not null. */
  public Optional<String> optionalText(String name, int most) {
    known.add(name);
    return body.containsKey(name)
        ? Optional.of(checked(name, body.getValue(name), 1, most))
        : Optional.empty();
  }

  /** A time that may be absent or null: milliseconds since 1970, or text such as ISO 8601 has. */
  public Optional<Instant> time(String name) {
    known.add(name);
    Object value = body.getValue(name);
    if (value == null) {
      return Optional.empty();
    }
    Optional<Instant> time =
        value instanceof Number || value instanceof String
            ? asTime(String.valueOf(value))
            : Optional.empty();
    if (time.isEmpty()) {
      violation(name, "must be milliseconds since 1970 or an ISO 8601 time in UTC");
    }
    return time;
  }

  /** An array of texts, at least one, that may be absent or null; without repetitions. */
  public Set<String> names(String name, int mostCharacters) {
    known.add(name);
    Object value = body.getValue(name);
    if (value == null) {
      return Set.of();
    }
    if (!(value instanceof JsonArray items) || items.isEmpty() || items.size() > MOST_NAMES) {
      violation(name, "must be an array of 1 to " + MOST_NAMES + " strings");
      return Set.of();
    }
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < items.size(); i++) {
      names.add(checked(name + '[' + i + ']', items.getValue(i), 1, mostCharacters));
    }
    return names;
  }

  /** The names of all members, as the client wrote them. */
  public Set<String> names() {
    return body.fieldNames();
  }

  /** A member of which the caller finds out what it is; null if it is null or absent. */
  public @Nullable Object value(String name) {
    known.add(name);
    return body.getValue(name);
  }

  /**
   * The members of an object that may be absent or null; what is wrong with them is remembered
   * here, under the path that leads to them.
   */
  public Optional<Fields> object(String name) {
    Object value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof JsonObject members)) {
      violation(name, "must be an object");
      return Optional.empty();
    }
    Fields inner = new Fields(members, place + shown(name) + '.', violations);
    nested.add(inner);
    return Optional.of(inner);
  }

  /** Accepts the member without reading it. */
  public Fields ignoring(String... names) {
    known.addAll(List.of(names));
    return this;
  }

  /** Remembers that something else is wrong with the body. */
  public void violation(String field, String message) {
    violations.add(new FieldError(place + field, message));
  }

  /**
   * Fails with VALIDATION_FAILED if anything was wrong, or if there is a member that nobody read: a
   * misspelt limit must not pass for none.
   */
  public void check() {
    findUnknown();
    checkRead();
  }

  private void findUnknown() {
    for (String name : body.fieldNames()) {
      if (!known.contains(name)) {
        violation(shown(name), "is not a known field");
      }
    }
    nested.forEach(Fields::findUnknown);
  }

  /** A name that is the client's own invention, as far as it can be repeated. */
  public static String shown(String name) {
    StringBuilder shown = new StringBuilder();
    name.codePoints()
        .limit(LONGEST_NAME_SHOWN)
        .map(character -> isPlain(character) ? character : '?')
        .forEach(shown::appendCodePoint);
    return shown.toString();
  }

  /** As {@link #check()}, but members that nobody read are ignored. */
  public void checkRead() {
    if (!violations.isEmpty()) {
      throw ErrorCode.VALIDATION_FAILED.toException(violations);
    }
  }

  /** Milliseconds since 1970 or ISO 8601 text; empty for anything else. */
  static Optional<Instant> asTime(String text) {
    try {
      Instant time =
          text.matches("\\d{1,15}")
              ? Instant.ofEpochMilli(Long.parseLong(text))
              : Instant.parse(text);
      long millis = time.toEpochMilli();
      return millis >= 0 && millis <= LATEST_MILLIS
          ? Optional.of(Instant.ofEpochMilli(millis))
          : Optional.empty();
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  /** Whether a database can keep the text: no control characters, no half characters. */
  static boolean isPlain(String text) {
    return text.codePoints().allMatch(Fields::isPlain);
  }

  private static boolean isPlain(int character) {
    return !Character.isISOControl(character) && (character < 0xD800 || character > 0xDFFF);
  }

  private String checked(String field, @Nullable Object value, int least, int most) {
    if (!(value instanceof String text)) {
      violation(field, "must be a string");
      return "";
    }
    if (text.isBlank()) {
      violation(field, "must not be empty");
    } else if (text.codePointCount(0, text.length()) < least) {
      violation(field, "must be at least " + least + " characters");
    } else if (text.codePointCount(0, text.length()) > most) {
      violation(field, "must be at most " + most + " characters");
    } else if (!isPlain(text)) {
      violation(field, "must not contain control characters");
    } else {
      return text;
    }
    return "";
  }
}
