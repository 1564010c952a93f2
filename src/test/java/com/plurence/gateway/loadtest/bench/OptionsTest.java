package com.plurence.gateway.loadtest.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OptionsTest {
  private static Options parse(String... args) {
    return Options.parse(args, Path.of(""));
  }

  @Test
  void measuresTheGatewayAndTheProviderItselfUnlessToldOtherwise() {
    Options options = parse();

    assertThat(options.targets()).containsExactly("gateway", "direct");
    assertThat(options.rounds()).isEqualTo(1);
    assertThat(options.rate()).isEmpty();
  }

  @Test
  void takesEveryOption() {
    Options options =
        parse(
            "--scenario",
            "chat,slow",
            "--rate",
            "250",
            "--duration",
            "7s",
            "--target",
            "gateway",
            "--peer",
            "nginx",
            "--peer",
            "envoy=http://127.0.0.1:10000",
            "--rounds",
            "5",
            "--load-processors",
            "2-3");

    assertThat(options.scenarios()).containsExactly("chat", "slow");
    assertThat(options.rate()).hasValue(250);
    assertThat(options.duration()).isEqualTo(Duration.ofSeconds(7));
    assertThat(options.targets()).containsExactly("gateway", "nginx", "envoy");
    assertThat(options.peers()).containsEntry("envoy", URI.create("http://127.0.0.1:10000"));
    assertThat(options.loadProcessors()).isEqualTo(Set.of(2, 3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--unknown 1",
        "--rate fast",
        "--target elsewhere",
        "--peer nowhere",
        "chat",
        "--rate"
      })
  void refusesWhatItDoesNotUnderstand(String arguments) {
    String[] args = arguments.split(" ", -1);

    assertThatThrownBy(() -> parse(args)).isInstanceOf(Options.Misuse.class);
  }
}
