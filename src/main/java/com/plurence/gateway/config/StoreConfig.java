package com.plurence.gateway.config;

/**
 * Where accounts, projects and keys are kept.
 *
 * @param url {@code h2:PATH} or {@code postgresql://user:password@host:port/database}; a secret
 *     because it may hold a password
 * @param secret what the store must not know of the requests it remembers is derived from this;
 *     {@link Secret#NONE}: the gateway finds one itself
 * @param keptResponses bytes that the responses kept for one project may take
 */
public record StoreConfig(Secret url, Secret secret, long keptResponses) {}
