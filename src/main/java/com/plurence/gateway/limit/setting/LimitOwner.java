package com.plurence.gateway.limit.setting;

import com.plurence.gateway.limit.Scope;

/**
 * Who may have limits of its own.
 *
 * @param kind an account, project or API key; never a model, whose limits are its project's
 */
record LimitOwner(Scope.Kind kind, String id) {}
