/** Audit events in SQL. */
@NullMarked
package com.plurence.gateway.storage.audit;

import org.jspecify.annotations.NullMarked;
