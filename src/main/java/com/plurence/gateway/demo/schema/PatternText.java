package com.plurence.gateway.demo.schema;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Makes a text that a simple regular expression matches: letters, classes, groups, alternatives,
 * repetitions and anchors. What is found is tried, so that an expression it misreads gives none.
 */
final class PatternText {
  private static final int MOST_REPEATED = 1000;
  private static final String FIRST = "aA0_-. @";

  private final String pattern;
  private final int extra;
  private int at;

  private PatternText(String pattern, int extra) {
    this.pattern = pattern;
    this.extra = extra;
  }

  /** A text of {@code least} to {@code most} characters that {@code pattern} finds itself in. */
  static Optional<String> matching(String pattern, int least, int most) {
    try {
      Pattern compiled = Pattern.compile(pattern);
      for (int extra = 0; extra <= Math.min(least, MOST_REPEATED); extra++) {
        String text = new PatternText(pattern, extra).alternatives();
        if (!pattern.endsWith("$")) {
          text += "a".repeat(Math.max(0, least - text.length()));
        }
        if (text.length() >= least && text.length() <= most && compiled.matcher(text).find()) {
          return Optional.of(text);
        }
      }
      return Optional.empty();
    } catch (PatternSyntaxException | IndexOutOfBoundsException | NumberFormatException odd) {
      return Optional.empty();
    }
  }

  private String alternatives() {
    String first = sequence();
    while (at < pattern.length() && pattern.charAt(at) == '|') {
      at++;
      sequence();
    }
    return first;
  }

  private String sequence() {
    StringBuilder text = new StringBuilder();
    while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
      String one = one();
      text.append(one.repeat(times()));
    }
    return text.toString();
  }

  private String one() {
    char next = pattern.charAt(at++);
    return switch (next) {
      case '^', '$' -> "";
      case '.' -> "a";
      case '\\' -> escaped(pattern.charAt(at++));
      case '[' -> ofClass();
      case '(' -> group();
      default -> String.valueOf(next);
    };
  }

  private String group() {
    if (pattern.startsWith("?:", at)) {
      at += 2;
    } else if (pattern.startsWith("?<", at)) {
      at = pattern.indexOf('>', at) + 1;
    }
    String text = alternatives();
    at++;
    return text;
  }

  private static String escaped(char letter) {
    return switch (letter) {
      case 'd' -> "1";
      case 'w' -> "a";
      case 's' -> " ";
      case 'D', 'S' -> "a";
      case 'W' -> "-";
      case 'b', 'B', 'A', 'z', 'Z' -> "";
      case 'n' -> "\n";
      case 't' -> "\t";
      default -> String.valueOf(letter);
    };
  }

  /** The first usual character in the class; it is the expression itself that tells which. */
  private String ofClass() {
    int begin = at - 1;
    at += pattern.charAt(at) == '^' ? 2 : 1;
    while (pattern.charAt(at) != ']') {
      at += pattern.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
    Pattern one = Pattern.compile(pattern.substring(begin, at));
    for (int i = 0; i < FIRST.length(); i++) {
      String candidate = FIRST.substring(i, i + 1);
      if (one.matcher(candidate).matches()) {
        return candidate;
      }
    }
    for (char candidate = ' '; candidate < 0x2000; candidate++) {
      if (one.matcher(String.valueOf(candidate)).matches()) {
        return String.valueOf(candidate);
      }
    }
    return "";
  }

  private int times() {
    if (at >= pattern.length()) {
      return 1;
    }
    int times =
        switch (pattern.charAt(at)) {
          case '*' -> extra;
          case '+' -> 1 + extra;
          case '?' -> 0;
          case '{' -> counted();
          default -> -1;
        };
    if (times < 0) {
      return 1;
    }
    at++;
    if (at < pattern.length() && (pattern.charAt(at) == '?' || pattern.charAt(at) == '+')) {
      at++; // lazy and possessive match the same
    }
    return times;
  }

  private int counted() {
    int end = pattern.indexOf('}', at);
    String[] bounds = pattern.substring(at + 1, end).split(",", -1);
    at = end;
    int least = Integer.parseInt(bounds[0].isEmpty() ? "0" : bounds[0]);
    if (bounds.length == 1) {
      return Math.min(MOST_REPEATED, least);
    }
    int most = bounds[1].isEmpty() ? MOST_REPEATED : Integer.parseInt(bounds[1]);
    return Math.min(MOST_REPEATED, Math.min(most, least + extra));
  }
}
