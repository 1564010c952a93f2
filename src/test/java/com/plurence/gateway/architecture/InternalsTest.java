package com.plurence.gateway.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The classes that their makers promise nobody, and that the gateway relies on all the same. Each
 * may change with any version of Vert.x or Netty: whoever takes a new version looks at these.
 */
final class InternalsTest {
  private static final Pattern INTERNAL =
      Pattern.compile("io\\.vertx\\..*\\.(impl|internal|spi)\\..*|io\\.netty\\..*internal.*");

  private static final Map<String, String> RELIED_ON =
      Map.of(
          "io.vertx.core.spi.transport.Transport",
          "the one place where a connection is seen before its first byte",
          "io.vertx.core.net.impl.ConnectionBase",
          "the channel below a connection: to reset it, to read less, to tell its client's address",
          "io.vertx.core.http.impl.HttpServerConnection",
          "the channel below a request: to refuse a body before it is read",
          "io.vertx.core.internal.VertxInternal",
          "its event loops one by one; contexts with a class loader of their own",
          "io.vertx.core.internal.ContextInternal",
          "a context of another Vert.x on a loop that is there already",
          "io.vertx.core.internal.ContextBuilder",
          "the same",
          "io.vertx.core.internal.buffer.BufferInternal",
          "the bytes below a buffer, without a copy",
          "io.vertx.ext.web.client.impl.HttpContext",
          "the request of the Web Client, to reset it: to where addInterceptor leads",
          "io.vertx.ext.web.client.impl.ClientPhase",
          "the same",
          "io.vertx.ext.web.codec.spi.BodyStream",
          "a body that is bounded: what BodyCodec is made to return");

  @Test
  void onlyTheInternalsThatStandHereAreReliedOn() {
    Set<String> used = new TreeSet<>();

    for (JavaClass from : Production.CLASSES) {
      for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
        String target = dependency.getTargetClass().getBaseComponentType().getName();
        if (INTERNAL.matcher(target).matches()) {
          used.add(target);
        }
      }
    }

    assertThat(used).containsExactlyInAnyOrderElementsOf(RELIED_ON.keySet());
  }
}
