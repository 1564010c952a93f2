package com.plurence.gateway.dialect.error;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes a provider's text fit for clients: no control characters, and nothing that tells of hosts,
 * files, accounts or credentials. Rather removes too much than too little.
 */
public final class ClientText {
  private static final int MOST = 512;
  // What is cleaned at all: bounds the work, and leaves enough should half of it be removed.
  private static final int MOST_READ = 4096;
  private static final String REMOVED = "[removed]";

  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+");
  // Each begins only where a word does, or is bounded: none takes more than linear time for long.
  private static final List<Pattern> SECRETS =
      List.of(
          // URLs of any scheme, and mail addresses.
          Pattern.compile("(?i)(?<![a-z0-9+.-])[a-z0-9][a-z0-9+.-]*+://\\S*"),
          Pattern.compile("(?<![^\\s@])[^\\s@]++@[^\\s@]++"),
          // Whatever is said to be a secret; what a program says of itself, and to its database.
          Pattern.compile(
              "(?i)\\b(?:pass(?:word|wd)?|secret|token|api[_-]?key)\\s*+[=:]\\s*+[^\\s\"',;]++"),
          // Where in a program: the name of the error itself tells nothing of a place.
          Pattern.compile("(?<=(?:Exception|Error))\\s++at\\s.*"),
          Pattern.compile(
              "\\b(?:SELECT\\s.*?\\sFROM|INSERT INTO|DELETE FROM|UPDATE\\s\\S++\\sSET)\\s.*"),
          // Credentials, masked ones too, and ids of accounts: sk-..., Bearer ..., org-..., AIza...
          Pattern.compile("(?i)\\b(?:bearer|basic)\\s++[^\\s\"',;]{6,}+"),
          Pattern.compile(
              "(?i)\\b(?:sk|pk|rk|ak|gsk|xai|hf|plr|key|token|org|proj|acct|user|asst)"
                  + "[-_](?=[a-z_-]*+[0-9*])[a-z0-9_*-]++"),
          Pattern.compile("(?i)\\b(?:sk|org|proj)-[a-z_*-]{6,}+"),
          Pattern.compile("\\b(?:AIza|AKIA|ASIA|ghp_|eyJ)[\\w.*-]{8,}+"),
          Pattern.compile("(?i)\\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b"),
          Pattern.compile("(?i)\\b[0-9a-f]{16,}+\\b"),
          Pattern.compile("(?<![\\w+=])(?=[A-Za-z+_=]*+\\d)[\\w+=]{24,}+"),
          // Files, by path or by the name of source code.
          Pattern.compile(
              "(?<![\\w./])(?!/(?:\\w{1,20}/)?v\\d|/(?:chat|models|openai)/)(?:/[\\w.@+~-]++){2,}+/?"),
          Pattern.compile("(?<!\\w)(?:[A-Za-z]:\\\\|\\\\\\\\)[^\\s\"']++"),
          Pattern.compile(
              "(?<![\\w./-])[\\w./-]*\\.(?:py|java|go|rs|cpp|cu|so|rb|php)\\b(?::\\d+)?"),
          // Hosts, by address, by name, by port.
          Pattern.compile("\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b(?::\\d+)?"),
          Pattern.compile("(?i)\\[?(?<![\\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{1,4}(?![\\w:])\\]?"),
          Pattern.compile(
              "(?i)\\b(?:[a-z0-9_-]++\\.){1,10}(?:com|net|org|io|ai|dev|app|cloud|internal|intern"
                  + "|local|localdomain|lan|corp|svc|cluster|consul|co|eu|us|uk|de|fr|cn|jp|azure)"
                  + "\\b(?!(?:\\.\\w+)*\\.(?-i:[A-Z]\\w*(?:Exception|Error))\\b)(?::\\d+)?"),
          Pattern.compile(
              "(?i)\\blocalhost\\b(?::\\d+)?|(?<![\\w-])[a-z0-9][a-z0-9_-]*+:\\d{4,5}\\b"));

  private ClientText() {}

  /** {@code text} on one line, cleaned and of at most 512 characters. */
  public static String of(String text) {
    String clean = UNPRINTABLE.matcher(readable(text)).replaceAll(" ").strip();
    for (Pattern secret : SECRETS) {
      clean = secret.matcher(clean).replaceAll(REMOVED);
    }
    return shortened(clean, MOST);
  }

  /** The part that is cleaned. A word that was cut may be half a secret, so it goes as a whole. */
  private static String readable(String text) {
    if (text.length() <= MOST_READ) {
      return text;
    }
    int end = MOST_READ;
    while (end > 0 && !Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + "…";
  }

  private static String shortened(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = most - 1;
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + "…";
  }
}
