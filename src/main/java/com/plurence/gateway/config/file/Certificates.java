package com.plurence.gateway.config.file;

import com.plurence.gateway.config.GatewayConfig;
import com.plurence.gateway.config.Pem;
import com.plurence.gateway.config.StartException;
import com.plurence.gateway.config.listener.ListenersConfig;
import com.plurence.gateway.config.provider.ProviderConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.X509KeyManager;

/**
 * Looks whether the certificates and keys of a configuration are such, and fit one another, before
 * anything of the configuration is taken: what does not would only show when somebody connects.
 */
public final class Certificates {
  private static final String[] KEY_TYPES = {"RSA", "EC", "EdDSA", "RSASSA-PSS"};

  private Certificates() {}

  /** Fails with the setting whose files are no good. */
  public static Future<Void> check(Vertx vertx, GatewayConfig config) {
    try {
      ListenersConfig listeners = config.listeners();
      Map.of(
              "gateway", listeners.gateway(),
              "management", listeners.management(),
              "ops", listeners.ops())
          .forEach(
              (name, listener) ->
                  listener
                      .tls()
                      .ifPresent(
                          tls -> pair(vertx, "listeners." + name, tls.certificate(), tls.key())));
      config.providers().forEach((name, provider) -> check(vertx, name, provider.tls()));
      return Future.succeededFuture();
    } catch (StartException unfit) {
      return Future.failedFuture(unfit);
    }
  }

  private static void check(Vertx vertx, String provider, ProviderConfig.Tls tls) {
    String setting = "providers." + provider;
    tls.ca().ifPresent(ca -> authorities(vertx, setting, ca));
    if (tls.certificate().isPresent() && tls.key().isPresent()) {
      pair(vertx, setting, tls.certificate().get(), tls.key().get());
    }
  }

  private static void authorities(Vertx vertx, String setting, Pem ca) {
    try {
      new PemTrustOptions().addCertValue(Buffer.buffer(ca.text())).getTrustManagerFactory(vertx);
    } catch (Exception e) {
      throw new StartException(setting + ".tls.ca: " + ca.file() + " has no certificates", e);
    }
  }

  private static void pair(Vertx vertx, String setting, Pem certificate, Pem key) {
    String files = certificate.file() + " and " + key.file();
    boolean fit;
    try {
      fit =
          Arrays.stream(
                  new PemKeyCertOptions()
                      .addCertValue(Buffer.buffer(certificate.text()))
                      .addKeyValue(Buffer.buffer(key.text()))
                      .getKeyManagerFactory(vertx)
                      .getKeyManagers())
              .anyMatch(manager -> fits((X509KeyManager) manager));
    } catch (Exception e) {
      throw new StartException(
          setting + ".tls: " + files + " are no certificate and its unencrypted key", e);
    }
    if (!fit) {
      throw new StartException(
          setting + ".tls: " + files, new InvalidKeyException("the key of another certificate"));
    }
  }

  private static boolean fits(X509KeyManager manager) {
    return Arrays.stream(KEY_TYPES)
        .map(type -> manager.getServerAliases(type, null))
        .filter(Objects::nonNull)
        .flatMap(Stream::of)
        .anyMatch(
            alias -> fits(manager.getPrivateKey(alias), manager.getCertificateChain(alias)[0]));
  }

  private static boolean fits(PrivateKey key, X509Certificate certificate) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> key.getAlgorithm();
        };
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(certificate.getEncoded());
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(certificate.getEncoded());
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
