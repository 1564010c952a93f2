package com.plurence.gateway.inference.upload;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The headers of one part, as far as they are read. What two readers could read in two ways is no
 * head at all.
 *
 * @param name of the field
 * @param isFile whether it has the name of a file
 * @param isPlain whether its bytes are text in UTF-8, without a transfer encoding
 */
record PartHead(String name, boolean isFile, boolean isPlain) {
  private static final Pattern LINE =
      Pattern.compile("([A-Za-z0-9!#$%&'*+.^_`|~-]+):[ \\t]*([^\\r\\n\\x00]*)");
  private static final Pattern DISPOSITION = Pattern.compile("(?i)form-data\\s*");
  private static final Pattern PARAMETER =
      Pattern.compile(
          "\\G;\\s*([A-Za-z0-9!#$%&'*+.^_`|~-]+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s;\"]+))\\s*");
  private static final Pattern NAME = Pattern.compile("[^\\\\%\"\\p{Cntrl}]+");
  private static final Pattern UTF_8 = Pattern.compile("(?i).*charset=\"?(utf-?8|us-ascii)\"?\\s*");
  private static final Pattern NO_ENCODING = Pattern.compile("(?i)(7bit|8bit|binary)\\s*");

  /** Reads the lines between a boundary and the empty line; empty if they are not clear. */
  static Optional<PartHead> read(byte[] bytes, int from, int to) {
    String head = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    HeadParser reading = new HeadParser();
    for (String line : head.split("\r\n", -1)) {
      Matcher header = LINE.matcher(line);
      if (!header.matches() || !reading.take(header.group(1), header.group(2))) {
        return Optional.empty();
      }
    }
    return reading.name.isEmpty()
        ? Optional.empty()
        : Optional.of(new PartHead(reading.name, reading.isFile, reading.isPlain));
  }

  private static final class HeadParser {
    private String name = "";
    private boolean isFile;
    private boolean isPlain = true;

    boolean take(String header, String value) {
      switch (header.toLowerCase(Locale.ROOT)) {
        case "content-disposition" -> {
          return name.isEmpty() && disposition(value);
        }
        case "content-type" ->
            isPlain &=
                !value.toLowerCase(Locale.ROOT).contains("charset")
                    || UTF_8.matcher(value).matches();
        case "content-transfer-encoding" -> isPlain &= NO_ENCODING.matcher(value).matches();
        default -> {
          // of no interest
        }
      }
      return true;
    }

    private boolean disposition(String value) {
      Matcher start = DISPOSITION.matcher(value);
      if (!start.lookingAt()) {
        return false;
      }
      Matcher parameter = PARAMETER.matcher(value).region(start.end(), value.length());
      int end = start.end();
      while (parameter.find()) {
        end = parameter.end();
        String found = parameter.group(2) == null ? parameter.group(3) : parameter.group(2);
        if (!parameter(parameter.group(1).toLowerCase(Locale.ROOT), found)) {
          return false;
        }
      }
      return end == value.length() && !name.isEmpty();
    }

    private boolean parameter(String parameter, String value) {
      if (parameter.equals("name")) {
        boolean clear = name.isEmpty() && NAME.matcher(value).matches();
        name = value;
        return clear;
      }
      isFile |= parameter.startsWith("filename");
      return !parameter.startsWith("name*");
    }
  }
}
