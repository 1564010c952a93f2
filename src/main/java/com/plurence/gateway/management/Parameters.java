package com.plurence.gateway.management;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.GatewayException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The parameters of a query as they came, and what their values can be read as.
 *
 * @param all in their order, decoded, with repetitions
 */
public record Parameters(List<Map.Entry<String, String>> all) {
  private static final Pattern COUNT = Pattern.compile("\\d{1,9}");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  public Parameters {
    all = List.copyOf(all);
  }

  /** A small whole number. */
  public static int count(String name, String value) {
    if (!COUNT.matcher(value).matches()) {
      throw invalid(name);
    }
    return Integer.parseInt(value);
  }

  /** A whole number, 0 or more. */
  public static long number(String name, String value) {
    if (!NUMBER.matcher(value).matches()) {
      throw invalid(name);
    }
    return Long.parseLong(value);
  }

  /** {@code true} or {@code false}. */
  public static boolean flag(String name, String value) {
    if (!value.equals("true") && !value.equals("false")) {
      throw invalid(name);
    }
    return value.equals("true");
  }

  /** A time, in milliseconds since 1970, that was given so or as ISO 8601 has it. */
  public static long time(String name, String value) {
    return Fields.asTime(value).orElseThrow(() -> invalid(name)).toEpochMilli();
  }

  /** Text that a database can hold. */
  public static String plain(String name, String value) {
    if (!Fields.isPlain(value)) {
      throw invalid(name);
    }
    return value;
  }

  /** What to fail with when the value of that parameter cannot be. */
  public static GatewayException invalid(String name) {
    return ErrorCode.QUERY_PARAMETER_INVALID.toException(Fields.shown(name));
  }

  /** What to fail with when there is no such parameter. */
  public static GatewayException unknown(String name) {
    return ErrorCode.QUERY_PARAMETER_UNKNOWN.toException(Fields.shown(name));
  }
}
