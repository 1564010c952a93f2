/** What is remembered, for those who ask: lists and single events. */
@NullMarked
package com.plurence.gateway.audit.query;

import org.jspecify.annotations.NullMarked;
