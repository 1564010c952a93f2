package com.plurence.gateway.dialect.openai;

import com.plurence.gateway.config.provider.ProviderConfig;
import com.plurence.gateway.config.provider.ProviderConfig.Credential;
import com.plurence.gateway.dialect.DocumentReader;
import com.plurence.gateway.dialect.EventReader;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.ProviderDialect;
import com.plurence.gateway.dialect.ResponseForm.Events;
import com.plurence.gateway.dialect.error.Refusal;
import com.plurence.gateway.dialect.openai.error.Refusals;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/** Providers that speak as the OpenAI API does. */
public final class OpenAiProvider implements ProviderDialect {
  @Override
  public String path(Operation operation, String model, boolean streamed) {
    return Paths.of(operation);
  }

  @Override
  public String vendorHeaders() {
    return "openai-";
  }

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
    Events events = operation.response().events();
    return events == Events.CHUNKS ? new EventScan() : new TypedEventScan(events == Events.TYPED);
  }

  @Override
  public Refusal refusal(Buffer body) {
    return Refusals.read(body);
  }

  @Override
  public boolean tellsInEvents(Operation operation) {
    return operation == Operation.CHAT;
  }

  @Override
  public Buffer asEvents(Buffer document, boolean usageWanted) {
    return CompletionAsChunks.of(document, usageWanted);
  }
}
