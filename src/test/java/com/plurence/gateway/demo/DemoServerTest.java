package com.plurence.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DemoServerTest {
  @Test
  void readsPortAndName() {
    assertThat(DemoServer.options("--port", "9999", "--name", "b"))
        .isEqualTo(DemoOptions.of("b", 9999));
  }

  @Test
  void isCalledDemoUnlessToldOtherwise() {
    assertThat(DemoServer.options("--port", "0").name()).isEqualTo("demo");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "--port", "--port x", "--port 65536", "--port 1 --host a", "--name a"})
  void saysHowItIsUsed(String line) {
    assertThatThrownBy(() -> DemoServer.options(line.split(" ", -1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("usage:");
  }
}
