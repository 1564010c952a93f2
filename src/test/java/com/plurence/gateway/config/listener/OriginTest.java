package com.plurence.gateway.config.listener;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OriginTest {
  @ParameterizedTest
  @CsvSource({
    "https://app.example.com, https://app.example.com",
    "HTTPS://App.Example.COM, https://app.example.com",
    "https://app.example.com:443, https://app.example.com",
    "http://localhost:80, http://localhost",
    "http://localhost:443, http://localhost:443",
    "http://localhost:03000, http://localhost:3000",
    "app://obsidian.md, app://obsidian.md",
    "tauri://localhost, tauri://localhost",
    "capacitor://localhost, capacitor://localhost",
    "ionic://localhost:80, ionic://localhost:80",
    "vscode-webview://0ftm1ohp6d0l, vscode-webview://0ftm1ohp6d0l",
    "chrome-extension://abcdefgh, chrome-extension://abcdefgh",
    "moz-extension://1b2c-3d, moz-extension://1b2c-3d",
    "null, null",
  })
  void hasOneSpelling(String written, String normal) {
    assertThat(Origin.normal(written)).hasValue(normal);
  }

  @Test
  void anAddressOfIpv6HasOneSpellingToo() {
    assertThat(Origin.normal("http://[::1]:8080"))
        .isPresent()
        .isEqualTo(Origin.normal("HTTP://[0:0:0:0:0:0:0:1]:8080"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "NULL",
        "app.example.com",
        "https://app.example.com/",
        "https://app.example.com/page",
        "https://user@app.example.com",
        "https://*.example.com",
        "https://a:0",
        "https://a:65536",
        "https://a:",
        "app://",
        "://a",
        "1app://a",
        "http://[::g]",
        "http://[1]",
        "https://a https://b",
      })
  void whatABrowserWouldNotWriteIsNone(String written) {
    assertThat(Origin.normal(written)).isEmpty();
  }
}
