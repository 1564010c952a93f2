package com.plurence.gateway.config.listener;

/**
 * What a client may send.
 *
 * @param body bytes of a request body
 * @param uri bytes of the request line
 * @param headers bytes of all headers together
 * @param jsonDepth levels of nesting in a JSON body
 * @param spool bytes that uploads may have on disk together
 * @param connections open at once on the gateway listener
 */
public record HttpLimitsConfig(
    long body, int uri, int headers, int jsonDepth, long spool, int connections) {}
