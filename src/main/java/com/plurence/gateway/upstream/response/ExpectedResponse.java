package com.plurence.gateway.upstream.response;

import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.ProviderDialect;
import com.plurence.gateway.dialect.ResponseForm;
import com.plurence.gateway.dialect.translation.call.TranslatedCall;
import com.plurence.gateway.overload.Holding;
import org.jspecify.annotations.Nullable;

/**
 * What a target was asked for, which decides how its response is read.
 *
 * @param dialect in which the target responds
 * @param streamed whether the client asked for an event stream
 * @param usageWanted whether the client itself asked for usage in the stream
 * @param holding what is held for the request, of the bytes that all may hold together
 * @param translation the way back to the client's dialect; null if the target speaks it
 */
public record ExpectedResponse(
    Target target,
    ProviderDialect dialect,
    Operation operation,
    boolean streamed,
    boolean usageWanted,
    Holding holding,
    @Nullable TranslatedCall translation) {

  /** What counts as a response. */
  ResponseForm form() {
    return operation.response();
  }
}
