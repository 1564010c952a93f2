package com.plurence.gateway.dialect.anthropic;

import com.plurence.gateway.config.provider.ProviderConfig;
import com.plurence.gateway.config.provider.ProviderConfig.Credential;
import com.plurence.gateway.dialect.DocumentReader;
import com.plurence.gateway.dialect.EventReader;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.ProviderDialect;
import com.plurence.gateway.dialect.anthropic.error.AnthropicErrors;
import com.plurence.gateway.dialect.anthropic.facts.MessageEventScan;
import com.plurence.gateway.dialect.anthropic.facts.MessageScan;
import com.plurence.gateway.dialect.error.Refusal;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;

/** Providers that speak as the Messages API of Anthropic does. */
public final class AnthropicProvider implements ProviderDialect {
  private static final CharSequence VERSION = HttpHeaders.createOptimized("anthropic-version");

  @Override
  public String path(Operation operation, String model, boolean streamed) {
    return AnthropicPaths.of(operation);
  }

  @Override
  public String vendorHeaders() {
    return "anthropic-";
  }

  /** With the version of the API, unless the client has said one. */
  @Override
  public void authenticate(MultiMap headers, ProviderConfig provider) {
    Credential credential = provider.request().credential();
    if (!provider.apiKey().isEmpty() && credential != Credential.NONE) {
      headers.set(credential.header(), credential.scheme() + provider.apiKey().reveal());
    }
    if (!headers.contains(VERSION)) {
      headers.set(VERSION, provider.apiVersion());
    }
  }

  @Override
  public DocumentReader document(Operation operation) {
    return new MessageScan(operation);
  }

  @Override
  public EventReader events(Operation operation) {
    return new MessageEventScan();
  }

  @Override
  public Refusal refusal(Buffer body) {
    return AnthropicErrors.refusal(body);
  }

  @Override
  public boolean tellsInEvents(Operation operation) {
    return false;
  }

  @Override
  public Buffer asEvents(Buffer document, boolean usageWanted) {
    throw new UnsupportedOperationException("no message is told in events");
  }
}
