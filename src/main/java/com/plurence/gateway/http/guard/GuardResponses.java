package com.plurence.gateway.http.guard;

/**
 * What the guards say, each time anew, where no request has come as far as the router.
 *
 * @param overloaded to a connection over the limit
 * @param tooSlow to a client that did not finish its headers in time
 * @param malformed to what only begins as HTTP/2
 * @param headersTooLarge to headers over the limit, over HTTP/2
 */
public record GuardResponses(
    EarlyResponse overloaded,
    EarlyResponse tooSlow,
    EarlyResponse malformed,
    EarlyResponse headersTooLarge) {}
