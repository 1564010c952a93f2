package com.plurence.gateway.extension.host;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The hooks of the extensions that run, as a request may meet them: in each choice one instance of
 * each extension, so that all instances are in some. Immutable; another object for another set of
 * extensions.
 */
public final class HookChoices {
  static final HookChoices NONE = new HookChoices(List.of());

  private final List<Hooks> choices;

  HookChoices(List<Hooks> choices) {
    this.choices = List.copyOf(choices);
  }

  /** The hooks for one request. */
  public Hooks choose() {
    return switch (choices.size()) {
      case 0 -> Hooks.NONE;
      case 1 -> choices.get(0);
      default -> choices.get(ThreadLocalRandom.current().nextInt(choices.size()));
    };
  }

  /** Whether no extension wants to see requests to models, or their responses. */
  public boolean isEmpty() {
    return choices.stream().allMatch(Hooks::isEmpty);
  }
}
