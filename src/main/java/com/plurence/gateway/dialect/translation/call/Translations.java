package com.plurence.gateway.dialect.translation.call;

import com.plurence.gateway.config.provider.ProviderConfig;
import com.plurence.gateway.dialect.Operation;
import java.util.Optional;

/** Which calls pass as they are, and which are translated. Pure and shared by all threads. */
public interface Translations {
  /** Whether {@code provider} itself understands what clients ask as {@code operation}. */
  boolean isNative(Operation operation, ProviderConfig provider);

  /**
   * What carries {@code operation} to {@code provider}, to which it is not native; empty if nothing
   * does.
   */
  Optional<Translation> of(Operation operation, ProviderConfig provider);
}
