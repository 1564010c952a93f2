package com.plurence.gateway.audit.redact;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.plurence.gateway.config.AuditConfig.Redaction;
import java.util.List;
import java.util.Map;

/**
 * Replaces what must not be kept by its name in brackets. Takes time that grows with the length of
 * the text and no faster, whatever the patterns and the text are. Safe on any thread; not for event
 * loops.
 */
public final class Redactor {
  /** Keys of this gateway and of providers, and whatever else lets somebody in. */
  private static final String SECRETS =
      String.join(
          "|",
          "-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*(?:-----END [A-Z ]*PRIVATE KEY-----)?",
          "eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}(?:\\.[A-Za-z0-9_-]*)?",
          "(?i:bearer)\\s+[A-Za-z0-9._~+/=-]{8,}",
          "\\bplr_(?:live|test)_[A-Za-z0-9]{8,}",
          "\\b(?:sk|rk|pk)[-_][A-Za-z0-9_-]{16,}",
          "\\b(?:gsk_|xai-|hf_|r8_|pplx-|nvapi-|fw_|tgp_v1_)[A-Za-z0-9_-]{16,}",
          "\\bAIza[A-Za-z0-9_-]{30,}",
          "\\bya29\\.[A-Za-z0-9._-]{16,}",
          "\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b",
          "\\b(?:gh[pousr]_|github_pat_|glpat-)[A-Za-z0-9_-]{16,}",
          "\\bxox[abeoprs]-[A-Za-z0-9-]{10,}");

  private static final Map<String, String> BUILT_IN =
      Map.of(
          "secrets", SECRETS,
          "email", "[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+",
          "card", "\\b[0-9](?:[ -]?[0-9]){12,18}\\b",
          "phone",
              "\\+[0-9][0-9 ().-]{6,18}[0-9]|\\(?\\b[0-9]{3}\\)?[ .-][0-9]{3}[ .-][0-9]{4}\\b");

  private final List<Rule> rules;

  /**
   * @param redactions what to replace, one after the other; their patterns must be of RE2
   */
  public Redactor(List<Redaction> redactions) {
    this.rules = redactions.stream().map(Redactor::rule).toList();
  }

  /**
   * One thing to replace.
   *
   * @param counted whether only what has the check digit of a card is
   */
  private record Rule(Pattern pattern, String replacement, boolean counted) {}

  private static Rule rule(Redaction redaction) {
    String pattern =
        redaction.pattern().orElseGet(() -> BUILT_IN.getOrDefault(redaction.name(), SECRETS));
    boolean card = redaction.pattern().isEmpty() && redaction.name().equals("card");
    return new Rule(Pattern.compile(pattern), "[" + redaction.name() + "]", card);
  }

  /** {@code text} without what is to be replaced. */
  public String redact(String text) {
    String redacted = text;
    for (Rule rule : rules) {
      redacted = replace(rule, redacted);
    }
    return redacted;
  }

  private static String replace(Rule rule, String text) {
    Matcher found = rule.pattern().matcher(text);
    StringBuilder replaced = new StringBuilder(text.length());
    int copied = 0;
    while (found.find()) {
      if (found.end() > found.start() && (!rule.counted() || Luhn.holds(found.group()))) {
        replaced.append(text, copied, found.start()).append(rule.replacement());
        copied = found.end();
      }
    }
    return copied == 0 ? text : replaced.append(text, copied, text.length()).toString();
  }
}
