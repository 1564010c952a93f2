package com.plurence.gateway.extension.host;

import static com.plurence.gateway.testing.Outcome.done;
import static com.plurence.gateway.testing.Outcome.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.extension.RequestChanges;
import com.plurence.gateway.extension.RequestHook;
import com.plurence.gateway.testing.ExtendedGateway;
import com.plurence.gateway.testing.ExtensionJar;
import com.plurence.gateway.timing.LoopTimers;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of an extension that another has taken the place of. */
final class ReplacedExtensionsTest {
  private static final Duration AT_ONCE = Duration.ZERO;

  @TempDir private Path directory;
  private final Vertx vertx = Vertx.vertx();
  private final Extensions extensions = new Extensions(vertx);

  @BeforeEach
  void pack() throws IOException {
    ExtensionJar.ofExample("guardrail", directory);
  }

  @AfterEach
  void stop() {
    done(extensions.stop().eventually(vertx::close));
  }

  @Test
  void itsClassesCanBeForgotten() {
    deploy("{ name: redact-mail, config: { mark: '[old]' } }");
    WeakReference<ClassLoader> loader = new WeakReference<>(loaderOfHook());

    deploy("{ name: redact-mail, config: { mark: '[new]' } }");

    until(
        () -> {
          System.gc();
          return loader.get() == null;
        });
  }

  @Test
  void itsJarsAreClosed() {
    deploy("{ name: redact-mail }");
    URLClassLoader loader = (URLClassLoader) loaderOfHook();

    deploy();

    until(() -> loader.findResource("com/example/guardrail/RedactMail.class") == null);
    assertThat(extensions.hooks()).isSameAs(Hooks.NONE);
  }

  private void deploy(String... entries) {
    done(
        extensions
            .prepare(ExtendedGateway.config(directory, entries))
            .compose(change -> change.takeOver(AT_ONCE)));
  }

  private ClassLoader loaderOfHook() {
    Hook<RequestHook> hook = extensions.hooks().onRequest().get(0);
    Promise<ClassLoader> loader = Promise.promise();
    Context loop = vertx.getOrCreateContext();
    loop.runOnContext(now -> ask(hook, loader));
    return done(loader.future());
  }

  private void ask(Hook<RequestHook> hook, Promise<ClassLoader> loader) {
    LoopTimers timers = new LoopTimers(vertx);
    timers.start();
    Future<Optional<RequestChanges>> asked =
        hook.ask(
            timers,
            "",
            theirs -> {
              loader.complete(theirs.getClass().getClassLoader());
              return Future.succeededFuture(RequestChanges.NONE);
            });
    asked.onFailure(loader::tryFail);
  }
}
