package com.plurence.gateway.dialect.google;

import com.plurence.gateway.config.provider.ProviderConfig;
import com.plurence.gateway.config.provider.ProviderConfig.Credential;
import com.plurence.gateway.dialect.DocumentReader;
import com.plurence.gateway.dialect.EventReader;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.ProviderDialect;
import com.plurence.gateway.dialect.error.Refusal;
import com.plurence.gateway.dialect.google.error.GoogleErrors;
import com.plurence.gateway.dialect.google.response.EventFacts;
import com.plurence.gateway.dialect.google.response.ResponseScan;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/** Providers that speak as the Gemini API does. No client does, so everything is translated. */
public final class GoogleProvider implements ProviderDialect {
  @Override
  public String path(Operation operation, String model, boolean streamed) {
    return GoogleModels.path(operation, model, streamed);
  }

  @Override
  public String vendorHeaders() {
    return "x-goog-";
  }

  /** The key goes in a header and never in the URL, for URLs are written to logs. */
  @Override
  public void authenticate(MultiMap headers, ProviderConfig provider) {
    Credential credential = provider.request().credential();
    if (!provider.apiKey().isEmpty() && credential != Credential.NONE) {
      headers.set(credential.header(), credential.scheme() + provider.apiKey().reveal());
    }
  }

  @Override
  public DocumentReader document(Operation operation) {
    return new ResponseScan(operation);
  }

  @Override
  public EventReader events(Operation operation) {
    return new EventFacts();
  }

  @Override
  public Refusal refusal(Buffer body) {
    return GoogleErrors.refusal(body);
  }

  @Override
  public boolean tellsInEvents(Operation operation) {
    return false;
  }

  @Override
  public Buffer asEvents(Buffer document, boolean usageWanted) {
    throw new UnsupportedOperationException("documents of this dialect are always translated");
  }
}
