package com.plurence.gateway.dialect.vocabulary;

import java.util.Optional;

/**
 * What a provider signs of a thought, which it wants back unchanged. Through clients that do not
 * know it, it travels as text: {@code plr1.a.SIGNATURE}.
 *
 * @param value empty for {@link Kind#NOBODY}
 */
public record Seal(Kind kind, String value) {
  /** What the text of every seal begins with. */
  public static final String PREFIX = "plr1.";

  /** Who signs. */
  public enum Kind {
    /** Anthropic: a signature. */
    ANTHROPIC("a"),
    /** Anthropic: the thought itself, which nobody else can read. */
    ANTHROPIC_REDACTED("ar"),
    /** Google: a signature. */
    GOOGLE("g"),
    /** The thought is not signed, which a client must be able to tell, too. */
    NOBODY("n");

    private final String code;

    Kind(String code) {
      this.code = code;
    }
  }

  /** Of a thought that nobody signed. */
  public static final Seal NONE = new Seal(Kind.NOBODY, "");

  /** The seal as text. */
  public String text() {
    return kind == Kind.NOBODY ? PREFIX + kind.code : PREFIX + kind.code + "." + value;
  }

  /** The seal in {@code text}; empty if it is none of this gateway's. */
  public static Optional<Seal> in(String text) {
    if (!text.startsWith(PREFIX)) {
      return Optional.empty();
    }
    String rest = text.substring(PREFIX.length());
    if (rest.equals(Kind.NOBODY.code)) {
      return Optional.of(NONE);
    }
    for (Kind kind : Kind.values()) {
      if (kind != Kind.NOBODY && rest.startsWith(kind.code + ".")) {
        return Optional.of(new Seal(kind, rest.substring(kind.code.length() + 1)));
      }
    }
    return Optional.empty();
  }
}
