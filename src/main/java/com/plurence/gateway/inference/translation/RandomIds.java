package com.plurence.gateway.inference.translation;

import com.plurence.gateway.dialect.translation.IdSource;
import java.util.concurrent.ThreadLocalRandom;

/** Ids that nobody has to guess, only to tell apart. Safe on any thread. */
final class RandomIds implements IdSource {
  private static final String CHARACTERS =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

  /** As many as tell more ids apart than there will ever be. */
  private static final int LENGTH = 24;

  @Override
  public String next(String prefix) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    StringBuilder id = new StringBuilder(prefix.length() + LENGTH).append(prefix);
    for (int i = 0; i < LENGTH; i++) {
      id.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    }
    return id.toString();
  }
}
