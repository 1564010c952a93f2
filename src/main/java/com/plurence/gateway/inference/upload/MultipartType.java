package com.plurence.gateway.inference.upload;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The content type {@code multipart/form-data; boundary=...}, as RFC 2046, section 5.1, has it. */
public final class MultipartType {
  private static final String TYPE = "multipart/form-data";
  private static final Pattern PARAMETER =
      Pattern.compile(
          "\\G\\s*;\\s*([A-Za-z0-9!#$%&'*+.^_`|~-]+)=(?:\"([^\"\\\\]*)\"|([^\\s;\"]+))\\s*");
  private static final Pattern BOUNDARY =
      Pattern.compile("[A-Za-z0-9'()+_,./:=? -]{0,69}[A-Za-z0-9'()+_,./:=?-]");

  private MultipartType() {}

  /** Whether the body is said to be of this type, well or badly. */
  public static boolean is(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    int end = contentType.indexOf(';');
    String type = end < 0 ? contentType : contentType.substring(0, end);
    return type.strip().toLowerCase(Locale.ROOT).equals(TYPE);
  }

  /** What parts the parts; empty if it is missing, is there twice, or could be read in two ways. */
  static Optional<String> boundary(String contentType) {
    int from = contentType.indexOf(';');
    if (from < 0) {
      return Optional.empty();
    }
    Matcher parameter = PARAMETER.matcher(contentType).region(from, contentType.length());
    @Nullable String boundary = null;
    int end = from;
    while (parameter.find()) {
      end = parameter.end();
      if (parameter.group(1).equalsIgnoreCase("boundary")) {
        if (boundary != null) {
          return Optional.empty();
        }
        boundary = parameter.group(2) == null ? parameter.group(3) : parameter.group(2);
      }
    }
    boolean readToItsEnd = end == contentType.length();
    return Optional.ofNullable(boundary)
        .filter(found -> readToItsEnd && BOUNDARY.matcher(found).matches());
  }
}
