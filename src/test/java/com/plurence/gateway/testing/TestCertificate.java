package com.plurence.gateway.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A certificate of {@code localhost} that nobody but a test trusts, as PEM files.
 *
 * @param certificate of itself, to be trusted
 * @param key unencrypted
 */
public record TestCertificate(Path certificate, Path key) {
  private static final String PASSWORD = "password";

  /** Makes one in {@code directory}, with the JDK's own tool. */
  public static TestCertificate in(Path directory) {
    Path store = directory.resolve("localhost.p12");
    String command =
        "%s/bin/keytool -genkeypair -alias a -keyalg EC -dname CN=localhost"
            + " -ext san=dns:localhost,ip:127.0.0.1 -storetype PKCS12 -storepass %s -keystore %s";
    try {
      new ProcessBuilder(
              command.formatted(System.getProperty("java.home"), PASSWORD, store).split(" ", -1))
          .inheritIO()
          .start()
          .waitFor();
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(new ByteArrayInputStream(Files.readAllBytes(store)), PASSWORD.toCharArray());
      return new TestCertificate(
          pem(directory, "CERTIFICATE", keys.getCertificate("a").getEncoded()),
          pem(directory, "PRIVATE KEY", keys.getKey("a", PASSWORD.toCharArray()).getEncoded()));
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static Path pem(Path directory, String what, byte[] content) throws IOException {
    String text =
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(what, Base64.getMimeEncoder().encodeToString(content), what);
    return Files.writeString(directory.resolve(what.replace(' ', '-') + ".pem"), text);
  }
}
