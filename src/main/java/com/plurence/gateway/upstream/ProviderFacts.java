package com.plurence.gateway.upstream;

import com.plurence.gateway.error.FieldError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the error object of a provider says, whatever its dialect.
 *
 * @param message fit for a client: cleaned and shortened
 * @param fields the fields of the request that it names
 */
record ProviderFacts(
    Optional<String> code,
    Optional<String> type,
    Optional<String> message,
    List<FieldError> fields,
    Optional<Duration> retryDelay,
    Optional<String> reason) {}
