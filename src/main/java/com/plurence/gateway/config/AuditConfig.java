package com.plurence.gateway.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is remembered of every request and of every change.
 *
 * @param tier of projects that have none of their own
 * @param keep how long events and bodies are
 * @param body at most of each body, in bytes
 * @param memory of all bodies on their way to the disk, in bytes
 * @param address how much of a client's address is kept
 * @param redact what is replaced in bodies
 */
public record AuditConfig(
    Tier tier, Duration keep, long body, long memory, Address address, List<Redaction> redact) {
  /** What holds where the file says nothing. */
  public static final AuditConfig DEFAULT =
      new AuditConfig(
          Tier.METADATA,
          Duration.ofDays(30),
          64L << 10,
          64L << 20,
          Address.PREFIX,
          List.of(new Redaction("secrets", Optional.empty())));

  public AuditConfig {
    redact = List.copyOf(redact);
  }

  /** How much is remembered of a project's requests. */
  public enum Tier {
    /** Nothing. */
    ZERO_RETENTION("zero_retention"),

    /** Everything but bodies. */
    METADATA("metadata"),

    /** Bodies too. */
    FULL("full");

    private final String label;

    Tier(String label) {
      this.label = label;
    }

    /** The name in the API and the configuration. */
    public String label() {
      return label;
    }

    /** The tier of that name; empty: there is none. */
    public static Optional<Tier> of(String label) {
      return Arrays.stream(values()).filter(tier -> tier.label.equals(label)).findFirst();
    }
  }

  /** How much of an address is kept. */
  public enum Address {
    /** The network: /24, or /48 of IPv6. */
    PREFIX,

    /** All of it. */
    FULL,

    /** Nothing. */
    NONE
  }

  /**
   * What is replaced by its name in brackets.
   *
   * @param name of what is built in, or the operator's own
   * @param pattern of the operator's own, in the syntax of RE2; empty for what is built in
   */
  public record Redaction(String name, Optional<String> pattern) {}
}
