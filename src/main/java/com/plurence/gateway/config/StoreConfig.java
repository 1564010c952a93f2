package com.plurence.gateway.config;

/**
 * Where accounts, projects and keys are kept.
 *
 * @param url {@code h2:PATH} or {@code postgresql://user:password@host:port/database}; a secret
 *     because it may hold a password
 */
public record StoreConfig(Secret url) {}
