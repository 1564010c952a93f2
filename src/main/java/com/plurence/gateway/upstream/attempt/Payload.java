package com.plurence.gateway.upstream.attempt;

import com.plurence.gateway.body.Body;
import com.plurence.gateway.body.BodyTail;
import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.dialect.translation.call.TranslatedCall;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request as one target gets it.
 *
 * @param held what is held of it
 * @param length bytes of all together, or {@link #UNKNOWN}
 * @param tail what follows what is held, if that is not all
 */
public record Payload(Body held, long length, Optional<BodyTail> tail) {
  /** A length that the client did not tell. */
  public static final long UNKNOWN = -1;

  /** A body that is held as a whole. */
  public static Payload whole(Body held) {
    return new Payload(held, held.length(), Optional.empty());
  }

  /** Makes the body of a request for one target or another. */
  @FunctionalInterface
  public interface Source {
    /** The body as {@code target} gets it; called once an attempt. */
    Payload to(Target target);

    /** The call as {@code target} gets it, if it does not speak the client's dialect; else null. */
    default @Nullable TranslatedCall translation(Target target) {
      return null;
    }

    /** What {@code target} does not get of the call, by the client's own names. */
    default List<String> dropped(Target target) {
      return List.of();
    }

    /** Whether it can be sent again: not once a part of it is gone. */
    default boolean isRepeatable() {
      return true;
    }
  }
}
