package com.plurence.gateway.auth;

/**
 * The account on whose behalf something is asked. Every question to a store about an account's
 * things takes one, so that a response about another account cannot be asked for by mistake.
 */
public record Tenant(String accountId) {}
