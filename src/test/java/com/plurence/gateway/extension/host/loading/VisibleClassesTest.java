package com.plurence.gateway.extension.host.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.extension.host.Extensions;
import com.plurence.gateway.http.exchange.Exchange;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An extension sees what it is compiled against, and no more of the gateway. */
final class VisibleClassesTest {
  private final ClassLoader visible = new VisibleClasses(getClass().getClassLoader());

  @Test
  void everyClassOfThePublishedJarIsSeen() throws IOException {
    List<String> published;
    try (JarFile jar = new JarFile("target/plurence-gateway-extension.jar")) {
      published =
          jar.stream()
              .map(entry -> entry.getName().replace('/', '.'))
              .filter(name -> name.endsWith(".class"))
              .map(name -> name.substring(0, name.length() - ".class".length()))
              .toList();
    }

    assertThat(published)
        .hasSizeGreaterThan(20)
        .allSatisfy(
            name -> assertThatCode(() -> visible.loadClass(name)).doesNotThrowAnyException());
  }

  @Test
  void librariesAreSeen() throws ClassNotFoundException {
    assertThat(visible.loadClass(Vertx.class.getName())).isSameAs(Vertx.class);
  }

  @ParameterizedTest
  @ValueSource(classes = {ErrorCode.class, Exchange.class, Extensions.class})
  void nothingElseOfTheGatewayIsSeen(Class<?> inner) {
    assertThatThrownBy(() -> visible.loadClass(inner.getName()))
        .isInstanceOf(ClassNotFoundException.class);
  }
}
