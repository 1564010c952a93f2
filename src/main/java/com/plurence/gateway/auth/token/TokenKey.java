package com.plurence.gateway.auth.token;

import com.plurence.gateway.config.Secret;
import java.time.Instant;

/**
 * A key of HS256 that the gateways made for themselves.
 *
 * @param secret 32 random bytes in base 64
 */
public record TokenKey(String id, Secret secret, Instant createdAt) {}
