package com.plurence.gateway.audit.query;

import com.plurence.gateway.auth.Tenant;

/**
 * Which events somebody may see.
 *
 * @param tenant all of that account
 * @param ofNobody those, too, that belong to no account, since nobody could say who asked
 */
public record AuditView(Tenant tenant, boolean ofNobody) {}
