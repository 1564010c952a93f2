package com.plurence.gateway.upstream;

import com.plurence.gateway.catalog.Target;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;

/**
 * The body of a request as one target gets it.
 *
 * @param pieces in order; they may be sent several times, so they must not change
 * @param length bytes of all together, or {@link #UNKNOWN}
 * @param tail what follows the pieces, if that is not all
 */
public record Payload(List<Buffer> pieces, long length, Optional<BodyTail> tail) {
  /** A length that the client did not tell. */
  public static final long UNKNOWN = -1;

  /** A body that is held as a whole. */
  public static Payload held(List<Buffer> pieces, long length) {
    return new Payload(pieces, length, Optional.empty());
  }

  /** Makes the body of a request for one target or another. */
  @FunctionalInterface
  public interface Source {
    /** The body as {@code target} gets it; called once an attempt. */
    Payload to(Target target);

    /** Whether it can be sent again: not once a part of it is gone. */
    default boolean isRepeatable() {
      return true;
    }
  }
}
