/** What is remembered of requests, as people see it. */
@NullMarked
package com.plurence.gateway.acceptance.audit;

import org.jspecify.annotations.NullMarked;
