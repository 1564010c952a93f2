package com.plurence.gateway.upstream.attempt;

import com.plurence.gateway.catalog.Route;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.overload.Holding;
import com.plurence.gateway.record.AttemptLog;
import com.plurence.gateway.timing.Cancellation;
import java.time.LocalDate;

/**
 * What one client request asks of the providers.
 *
 * @param route where the model leads
 * @param model what the client calls it
 * @param day on which it was admitted, UTC: of the price
 * @param operation what is asked, and what counts as a response
 * @param query what goes behind the path, with its question mark; may be empty
 * @param headers of the client's request, and those of extensions
 * @param payload the body as a target gets it; called once an attempt
 * @param streamed whether the client asked for an event stream
 * @param usageWanted whether the client itself asked for usage in the stream
 * @param holding what is held for the request, of the bytes that all may hold together
 * @param cancellation says when nobody waits any more
 * @param attempts where the attempts are written down
 */
public record UpstreamCall(
    Route route,
    String model,
    LocalDate day,
    Operation operation,
    String query,
    RequestHeaders headers,
    Payload.Source payload,
    boolean streamed,
    boolean usageWanted,
    Holding holding,
    Cancellation cancellation,
    AttemptLog attempts) {}
