package com.plurence.gateway.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A certificate that has signed itself, with its key, as PEM files.
 *
 * @param certificate also the authority to trust
 */
public record KeyPair(Path certificate, Path key) {
  private static final String PASSWORD = "password";

  /** Makes one for {@code names}, such as {@code ip:127.0.0.1}. */
  public static KeyPair make(Path directory, String names)
      throws IOException, GeneralSecurityException, InterruptedException {
    Path store = directory.resolve("pair.p12");
    String command =
        "%s/bin/keytool -genkeypair -alias own -keyalg EC -dname CN=own -ext san=%s"
            + " -storetype PKCS12 -storepass %s -keystore %s";
    Process keytool =
        new ProcessBuilder(
                command
                    .formatted(System.getProperty("java.home"), names, PASSWORD, store)
                    .split(" ", -1))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor(60, SECONDS)).isTrue();
    return read(store, directory);
  }

  private static KeyPair read(Path store, Path directory)
      throws IOException, GeneralSecurityException {
    KeyStore pair = KeyStore.getInstance("PKCS12");
    try (InputStream bytes = Files.newInputStream(store)) {
      pair.load(bytes, PASSWORD.toCharArray());
    }
    byte[] certificate = pair.getCertificate("own").getEncoded();
    byte[] key = pair.getKey("own", PASSWORD.toCharArray()).getEncoded();
    return new KeyPair(
        Files.write(directory.resolve("own.pem"), pem("CERTIFICATE", certificate)),
        Files.write(directory.resolve("own.key"), pem("PRIVATE KEY", key)));
  }

  private static byte[] pem(String what, byte[] der) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(what, lines)
        .getBytes(US_ASCII);
  }

  /** For a server that shows it. */
  public PemKeyCertOptions shown() {
    return new PemKeyCertOptions().addCertPath(certificate.toString()).addKeyPath(key.toString());
  }

  /** For whoever trusts it. */
  public PemTrustOptions trusted() {
    return new PemTrustOptions().addCertPath(certificate.toString());
  }
}
