package com.plurence.gateway.account;

/**
 * A principal and what it signs in with.
 *
 * @param passwordHash as {@link Passwords} writes it; empty: nobody can sign in as this principal
 */
public record Credential(Principal principal, String passwordHash) {}
